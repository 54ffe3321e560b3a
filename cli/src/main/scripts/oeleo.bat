@echo off
rem Starts oeleo with OELEO_JAVA, else JAVA_HOME, else the java on the PATH.
rem OELEO_JAVA_OPTS goes to Java, for example: set OELEO_JAVA_OPTS=-Xmx512m
setlocal

for %%I in ("%~dp0..") do set "OELEO_APP=%%~fI"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined OELEO_JAVA set "JAVA=%OELEO_JAVA%"

"%JAVA%" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:CompileCommand=quiet "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.02" %OELEO_JAVA_OPTS% "-Doeleo.home=%OELEO_APP%" -cp "%OELEO_APP%\lib\*" org.oeleo.cli.Oeleo %*
if %ERRORLEVEL% equ 9009 echo oeleo: no Java at "%JAVA%": install Java 17 or later, or set OELEO_JAVA to its java program 1>&2
exit /b %ERRORLEVEL%
