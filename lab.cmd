@echo off
rem Finds JDK 25, builds when the sources are newer than the program, and starts it: everything else is Java
rem (org.solvable.cli.Lab). The same as the script lab of other systems.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "PROGRAM=%ROOT%\kernel-ext\target\lab\solvable.jar"
set "JDK="

rem --- JDK 25
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%J in ('where java 2^>nul') do if not defined JDK for %%B in ("%%~dpJ..") do call :try "%%~fB"
for %%P in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LocalAppData%\Programs\Eclipse Adoptium" "%UserProfile%\.jdks" "%UserProfile%\.gradle\jdks" "%UserProfile%\.jbang\cache\jdks" "%UserProfile%\scoop\apps\openjdk25" "%UserProfile%\scoop\apps\temurin25-jdk") do (
  if not defined JDK if exist "%%~P" for /d %%D in ("%%~P\*") do if not defined JDK call :try "%%~fD"
)
if not defined JDK (
  echo lab: JDK 25 was not found, and Solvable needs it. 1>&2
  echo   Install a JDK 25: winget install EclipseAdoptium.Temurin.25.JDK, or from adoptium.net 1>&2
  echo   If it is installed in an unusual place, say so: set JAVA_HOME=C:\path\to\jdk-25 1>&2
  exit /b 1
)

rem --- Build
if defined SOLVABLE_NO_BUILD goto start
if not exist "%ROOT%\pom.xml" goto start
powershell -NoProfile -ExecutionPolicy Bypass -Command "$r=$env:ROOT; $p=$env:PROGRAM; if (-not (Test-Path -LiteralPath $p)) { exit 1 }; $t=(Get-Item -LiteralPath $p).LastWriteTimeUtc; $s=@('pom.xml','datasets\pom.xml','datasets\src\main','kernel-ext\pom.xml','kernel-ext\src\main') | ForEach-Object { Join-Path $r $_ }; foreach ($x in $s) { $i=Get-Item -LiteralPath $x; if ($i.LastWriteTimeUtc -gt $t) { exit 1 }; if ($i.PSIsContainer -and (Get-ChildItem -LiteralPath $x -Recurse | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1)) { exit 1 } }; exit 0"
if not errorlevel 1 goto start
where mvn >nul 2>nul
if errorlevel 1 (
  echo lab: Solvable must be built first, and Maven ^(mvn^) was not found. 1>&2
  echo   Install Maven 3.8 or newer, for instance: scoop install maven, or choco install maven 1>&2
  exit /b 1
)
echo lab: building Solvable (the first time takes a few minutes) ... 1>&2
if not exist "%ROOT%\kernel-ext\target" mkdir "%ROOT%\kernel-ext\target"
if not exist "%ROOT%\kernel-ext\target" (
  echo lab: no permission to write in "%ROOT%\kernel-ext\target", where the build goes. 1>&2
  exit /b 1
)
set "LOG=%ROOT%\kernel-ext\target\lab-build.log"
set "JAVA_HOME=%JDK%"
call :maven
if errorlevel 1 call :maven -o
if errorlevel 1 (
  findstr /c:"[ERROR]" "%LOG%" 1>&2
  echo lab: the build failed; the whole log is "%LOG%". The first build needs a network connection. 1>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:PROGRAM).LastWriteTimeUtc = [DateTime]::UtcNow"

rem --- Start
:start
if not exist "%PROGRAM%" (
  echo lab: "%PROGRAM%" is missing, and it is not to be built here. 1>&2
  exit /b 1
)
set "OPTIONS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if /i "%~1"=="solve" set "OPTIONS=-XX:+UseSerialGC"
if /i "%~1"=="measure" set "OPTIONS=--add-modules jdk.incubator.vector -XX:MaxRAMPercentage=60"
if /i "%~1"=="sweep" set "OPTIONS=--add-modules jdk.incubator.vector -XX:MaxRAMPercentage=60"
if /i "%~1"=="doctor" set "OPTIONS=--add-modules jdk.incubator.vector -XX:+UseSerialGC"
"%JDK%\bin\java.exe" %OPTIONS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.awt.headless=true %SOLVABLE_JAVA_OPTIONS% "-Dsolvable.home=%ROOT%" -jar "%PROGRAM%" %*
exit /b %ERRORLEVEL%

:maven
call mvn -B -ntp -q -f "%ROOT%\pom.xml" -pl kernel-ext -am -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true %* package >"%LOG%" 2>&1
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.25[.+\"-]" "%~1\release" >nul 2>nul && set "JDK=%~1"
exit /b 0
