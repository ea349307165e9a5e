@echo off
rem Start Bilik from this folder, on a PC where nobody is administrator. Nothing is installed.
rem Layout: start.cmd, bilik-kiosk\bilik-kiosk.exe, data\ (made here; everything of the survey lies in it).
setlocal
set "HERE=%~dp0"
if not exist "%HERE%bilik-kiosk\bilik-kiosk.exe" (
  echo Bilik tidak ditemukan di folder ini. / Bilik was not found in this folder.
  pause
  exit /b 1
)
if not exist "%HERE%data" mkdir "%HERE%data"
rem Started again when it ends by itself; a proctor who closes it from the panel ends this as well (code 0).
:again
start "" /wait "%HERE%bilik-kiosk\bilik-kiosk.exe" --data "%HERE%data"
if not errorlevel 1 exit /b 0
timeout /t 2 /nobreak >nul
goto again
