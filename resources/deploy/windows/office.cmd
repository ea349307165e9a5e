@echo off
rem Open the office's window from this folder. Nothing is installed; the office's data lie where it was made,
rem by default in the account's own folder. On a command line use bilik-office\bilik-office-cli.exe.
start "" "%~dp0bilik-office\bilik-office.exe" %*
