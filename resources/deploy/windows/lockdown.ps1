#requires -version 5.1
<#
.SYNOPSIS
    Locks a PC of the office down to Bilik, for one local account. Needs the administrator.

.DESCRIPTION
    -Check    says what is in place and changes nothing.
    -Account  the local account of the booth (made without a password if it is not there).
    -Program  the full path of bilik-kiosk.exe, -Data the folder of the data.
    -Restore  gives back everything that was changed; it reads what was there from restore.json beside this file.

    Shell Launcher and Keyboard Filter exist in the editions Enterprise, Education and IoT Enterprise. On Pro and
    Home they do not; there the policies of the account are set, and the shell of the account is replaced by its
    own "Userinit" policy. What an edition does not have is said and left out.

    Before anything is changed, what was there is written into restore.json. A second run does not overwrite it.
#>
[CmdletBinding()]
param(
    [string] $Account = 'bilik',
    [string] $Program = 'C:\Bilik\bilik-kiosk\bilik-kiosk.exe',
    [string] $Data = 'C:\Bilik\data',
    [switch] $Check,
    [switch] $Restore
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$RecordPath = Join-Path $PSScriptRoot 'restore.json'
$WmiSpace = 'root\standardcimv2\embedded'
$PowerScheme = 'b111c0de-0000-4000-8000-000000000001' # our own copy; the PC's own plans are not touched
$EmbeddedFeatures = 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter'

# Policies of one account: hive of the account, key, name, value.
$UserPolicies = @(
    @('Software\Microsoft\Windows\CurrentVersion\Policies\System',   'DisableTaskMgr',          1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\System',   'DisableLockWorkstation',  1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\System',   'DisableChangePassword',   1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\System',   'DisableRegistryTools',    2),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoLogoff',                1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoClose',                 1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoRun',                   1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoWinKeys',               1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoTrayContextMenu',       1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoViewContextMenu',       1),
    @('Software\Microsoft\Windows\CurrentVersion\Policies\Explorer', 'NoDriveTypeAutoRun',      255),
    @('Software\Policies\Microsoft\Windows\System',                  'DisableCMD',              2),
    @('Software\Policies\Microsoft\Windows\Explorer',                'DisableNotificationCenter', 1),
    @('Software\Policies\Microsoft\Windows\CurrentVersion\PushNotifications', 'NoToastApplicationNotification', 1),
    @('Control Panel\Accessibility\StickyKeys',                      'Flags',                   '506'),
    @('Control Panel\Accessibility\ToggleKeys',                      'Flags',                   '58'),
    @('Control Panel\Accessibility\Keyboard Response',               'Flags',                   '122')
)

# Policies of the machine.
$MachinePolicies = @(
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\Personalization',           'NoLockScreen',           1),
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI',                    'AllowEdgeSwipe',         0),
    @('HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System',     'HideFastUserSwitching',  1),
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\Windows Error Reporting',   'Disabled',               1),
    @('HKLM:\SOFTWARE\Microsoft\Windows\Windows Error Reporting\LocalDumps', 'DumpCount',              0),
    @('HKLM:\SYSTEM\CurrentControlSet\Control\CrashControl',                 'CrashDumpEnabled',       0),
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU',          'NoAutoRebootWithLoggedOnUsers', 1),
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\DataCollection',            'AllowTelemetry',         0),
    @('HKLM:\SOFTWARE\Policies\Microsoft\Windows\Windows Search',            'AllowCortana',           0)
)

# Predefined combinations of Keyboard Filter, and two of our own for those that have no name.
$FilterNames = 'Alt+F4', 'Alt+Tab', 'Alt+Shift+Tab', 'Alt+Esc', 'Alt+Space', 'Ctrl+Esc', 'Ctrl+Tab', 'Ctrl+F4',
    'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Windows', 'Win+L', 'Win+R', 'Win+E', 'Win+D', 'Win+M', 'Win+U', 'Win+P',
    'Win+Enter', 'Win+F', 'Win+F1', 'Win+Tab', 'Win+Home', 'Win+Up', 'Win+Down', 'Win+Left', 'Win+Right',
    'LShift+LAlt+PrintScrn', 'LShift+LAlt+NumLock', 'Application', 'BrowserHome', 'BrowserSearch', 'LaunchMail',
    'LaunchApp1', 'LaunchApp2'
$FilterCustom = 'PrintScreen', 'Alt+PrintScreen', 'Win+Shift+S', 'Win+Space', 'Win+X', 'Win+I', 'Win+S', 'Win+A'

$Record = if (Test-Path $RecordPath) { Get-Content $RecordPath -Raw | ConvertFrom-Json } else { $null }

function Get-Was($Key, $Name) {
    $item = Get-ItemProperty -Path $Key -Name $Name -ErrorAction SilentlyContinue
    if ($null -eq $item) { return $null }
    return $item.$Name
}

function Set-Value($Key, $Name, $Value) {
    if (-not (Test-Path $Key)) { New-Item -Path $Key -Force | Out-Null }
    $kind = if ($Value -is [string]) { 'String' } else { 'DWord' }
    New-ItemProperty -Path $Key -Name $Name -Value $Value -PropertyType $kind -Force | Out-Null
}

function Use-Hive([scriptblock] $Work) {
    # The account's own registry, loaded from its profile while nobody of that name is signed in.
    $sid = (New-Object Security.Principal.NTAccount($Account)).Translate([Security.Principal.SecurityIdentifier]).Value
    if (Test-Path "Registry::HKEY_USERS\$sid") { & $Work "Registry::HKEY_USERS\$sid"; return }
    $profileFolder = (Get-CimInstance Win32_UserProfile | Where-Object SID -eq $sid).LocalPath
    if (-not $profileFolder) {
        throw "Sign in once as '$Account' and out again: its profile is not there yet."
    }
    & reg.exe load "HKU\BilikBooth" (Join-Path $profileFolder 'NTUSER.DAT') | Out-Null
    try { & $Work 'Registry::HKEY_USERS\BilikBooth' }
    finally { [gc]::Collect(); & reg.exe unload 'HKU\BilikBooth' | Out-Null }
}

function Test-Embedded {
    # Whether this edition has the two features at all.
    $found = Get-WindowsOptionalFeature -Online -ErrorAction SilentlyContinue |
        Where-Object { $_.FeatureName -in $EmbeddedFeatures }
    return @($found).Count -eq $EmbeddedFeatures.Count
}

function Get-Sid {
    (New-Object Security.Principal.NTAccount($Account)).Translate([Security.Principal.SecurityIdentifier]).Value
}

function Show-Check {
    $missing = 0
    function Say($Fine, $Words) {
        if ($Fine) { "ok      $Words" } else { "MISSING $Words"; $script:missing++ }
    }
    Say ([bool](Get-LocalUser $Account -ErrorAction SilentlyContinue)) "account $Account"
    Say (Test-Path $Program) "program $Program"
    if (Test-Embedded) {
        foreach ($feature in $EmbeddedFeatures) {
            Say ((Get-WindowsOptionalFeature -Online -FeatureName $feature).State -eq 'Enabled') "feature $feature"
        }
    } else { 'note    this edition has no Shell Launcher and no Keyboard Filter; policies are used' }
    foreach ($policy in $MachinePolicies) {
        Say ((Get-Was $policy[0] $policy[1]) -eq $policy[2]) "$($policy[0])\$($policy[1])"
    }
    if (Get-LocalUser $Account -ErrorAction SilentlyContinue) {
        Use-Hive { param($Hive)
            foreach ($policy in $UserPolicies) {
                Say ((Get-Was "$Hive\$($policy[0])" $policy[1]) -eq $policy[2]) "$Account $($policy[1])"
            }
        }
    }
}

function Save-Record {
    if ($Record) { return } # the first one holds what was there
    $kept = @{ account = $Account; madeAccount = $false; machine = @(); user = @(); shell = $null; features = @()
        scheme = [regex]::Match((& powercfg.exe /getactivescheme), '[0-9a-f-]{36}').Value }
    $kept.madeAccount = -not (Get-LocalUser $Account -ErrorAction SilentlyContinue)
    foreach ($policy in $MachinePolicies) {
        $kept.machine += , @{ key = $policy[0]; name = $policy[1]; was = Get-Was $policy[0] $policy[1] }
    }
    if (-not $kept.madeAccount) {
        Use-Hive { param($Hive)
            foreach ($policy in $UserPolicies) {
                $kept.user += , @{ key = $policy[0]; name = $policy[1]; was = Get-Was "$Hive\$($policy[0])" $policy[1] }
            }
            $kept.shell = Get-Was "$Hive\Software\Microsoft\Windows NT\CurrentVersion\Winlogon" 'Shell'
        }
    }
    if (Test-Embedded) {
        $kept.features = @($EmbeddedFeatures | Where-Object {
            (Get-WindowsOptionalFeature -Online -FeatureName $_).State -ne 'Enabled' })
    }
    $kept | ConvertTo-Json -Depth 4 | Set-Content -Path $RecordPath -Encoding UTF8
    $script:Record = Get-Content $RecordPath -Raw | ConvertFrom-Json
}

function Set-Shell {
    $command = "`"$Program`" --data `"$Data`""
    if (Test-Embedded) {
        foreach ($feature in $EmbeddedFeatures) {
            Enable-WindowsOptionalFeature -Online -FeatureName $feature -All -NoRestart | Out-Null
        }
        $launcher = [wmiclass]"\\.\${WmiSpace}:WESL_UserSetting"
        $launcher.SetEnabled($true) | Out-Null
        $launcher.SetDefaultShell('explorer.exe', 0) | Out-Null   # everybody else keeps the desktop
        $sid = Get-Sid
        try { $launcher.RemoveCustomShell($sid) | Out-Null } catch { Write-Verbose 'there was none' }
        # 0 restart the shell; a proctor who closes Bilik (code 0) signs out (3 = do nothing would leave a black screen)
        $launcher.SetCustomShell($sid, $command, ($null), ($null), 0) | Out-Null
        foreach ($name in $FilterNames) {
            $key = Get-CimInstance -Namespace $WmiSpace -ClassName WEKF_PredefinedKey |
                Where-Object Id -eq $name
            if ($key) { $key.Enabled = 1; Set-CimInstance $key }
        }
        foreach ($name in $FilterCustom) {
            Set-CimInstance -Namespace $WmiSpace -Query "SELECT * FROM WEKF_CustomKey WHERE Id='$name'" `
                -Property @{ Enabled = $true } -ErrorAction SilentlyContinue
            if (-not (Get-CimInstance -Namespace $WmiSpace -ClassName WEKF_CustomKey | Where-Object Id -eq $name)) {
                ([wmiclass]"\\.\${WmiSpace}:WEKF_CustomKey").Add($name) | Out-Null
            }
        }
        # The filter is for the booth; the administrator keeps a whole keyboard.
        $setting = Get-CimInstance -Namespace $WmiSpace -ClassName WEKF_Settings |
            Where-Object Name -eq 'DisableKeyboardFilterForAdministrators'
        if ($setting) { $setting.Value = 'true'; Set-CimInstance $setting }
    } else {
        Use-Hive { param($Hive)
            Set-Value "$Hive\Software\Microsoft\Windows NT\CurrentVersion\Winlogon" 'Shell' $command
        }
        'note    no Shell Launcher in this edition: the shell of the account was replaced instead'
    }
}

function Undo-All {
    if (-not $Record) { 'Nothing was changed by this script here: restore.json is not there.'; return }
    foreach ($each in $Record.machine) {
        if ($null -eq $each.was) { Remove-ItemProperty -Path $each.key -Name $each.name -ErrorAction SilentlyContinue }
        else { Set-Value $each.key $each.name $each.was }
    }
    if (Test-Embedded) {
        try {
            ([wmiclass]"\\.\${WmiSpace}:WESL_UserSetting").RemoveCustomShell((Get-Sid)) | Out-Null
        } catch { Write-Verbose 'there was none' }
        foreach ($feature in $Record.features) {
            Disable-WindowsOptionalFeature -Online -FeatureName $feature -NoRestart | Out-Null
        }
    }
    & powercfg.exe /setactive $Record.scheme
    & powercfg.exe /delete $PowerScheme 2>$null
    if ($Record.madeAccount) {
        Disable-LocalUser $Record.account
        "The account $($Record.account) was made by this script and is now disabled; delete it when its data are not needed."
    } else {
        Use-Hive { param($Hive)
            foreach ($each in $Record.user) {
                if ($null -eq $each.was) {
                    Remove-ItemProperty -Path "$Hive\$($each.key)" -Name $each.name -ErrorAction SilentlyContinue
                } else { Set-Value "$Hive\$($each.key)" $each.name $each.was }
            }
            $winlogon = "$Hive\Software\Microsoft\Windows NT\CurrentVersion\Winlogon"
            if ($null -eq $Record.shell) { Remove-ItemProperty -Path $winlogon -Name 'Shell' -ErrorAction SilentlyContinue }
            else { Set-Value $winlogon 'Shell' $Record.shell }
        }
    }
    Rename-Item $RecordPath ("restore-done-{0:yyyyMMdd-HHmmss}.json" -f (Get-Date))
    'Everything is as it was. Restart the PC.'
}

if ($Check) { Show-Check; exit $missing }
$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw 'This needs the administrator. Without one, use start.cmd.'
}
if ($Restore) { Undo-All; exit 0 }
if (-not (Test-Path $Program)) { throw "Bilik was not found at $Program." }
Save-Record
if (-not (Get-LocalUser $Account -ErrorAction SilentlyContinue)) {
    New-LocalUser $Account -NoPassword -AccountNeverExpires -UserMayNotChangePassword -Description 'Bilik' | Out-Null
    "Sign in once as '$Account' and out again, then run this a second time."
    exit 0
}
if (-not (Test-Path $Data)) { New-Item -ItemType Directory -Path $Data | Out-Null }
& icacls.exe $Data /inheritance:r /grant:r "${Account}:(OI)(CI)M" '*S-1-5-32-544:(OI)(CI)F' | Out-Null
foreach ($policy in $MachinePolicies) { Set-Value $policy[0] $policy[1] $policy[2] }
Use-Hive { param($Hive) foreach ($policy in $UserPolicies) { Set-Value "$Hive\$($policy[0])" $policy[1] $policy[2] } }
Set-Shell
if (-not ((& powercfg.exe /list) -match $PowerScheme)) { & powercfg.exe /duplicatescheme $Record.scheme $PowerScheme | Out-Null }
& powercfg.exe /setactive $PowerScheme
& powercfg.exe /change standby-timeout-ac 0
& powercfg.exe /change monitor-timeout-ac 0
'Ready. Restart the PC, sign in as the booth, and try the sixty combinations of keys.json.'
