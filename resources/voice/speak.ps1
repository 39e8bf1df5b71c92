# Says what comes on the input (UTF-8) by a Vietnamese voice of Windows; writes a WAV to the output.
# Exit codes: 0 said, 3 there is no Vietnamese voice, 1 anything else. No argument, no file.
# System.Speech does not know the voices of Settings > Time & language > Speech; this interface does.
$ErrorActionPreference = 'Stop'
try {
    $null = [Windows.Media.SpeechSynthesis.SpeechSynthesizer, Windows.Media.SpeechSynthesis, ContentType = WindowsRuntime]
    $null = [Windows.Media.SpeechSynthesis.SpeechSynthesisStream, Windows.Media.SpeechSynthesis, ContentType = WindowsRuntime]
    Add-Type -AssemblyName System.Runtime.WindowsRuntime

    $voice = [Windows.Media.SpeechSynthesis.SpeechSynthesizer]::AllVoices |
        Where-Object { $_.Language -eq 'vi-VN' } | Select-Object -First 1
    if ($null -eq $voice) { exit 3 }

    $reader = New-Object System.IO.StreamReader(
        [Console]::OpenStandardInput(), (New-Object System.Text.UTF8Encoding($false)))
    $text = $reader.ReadToEnd()

    $synthesizer = New-Object Windows.Media.SpeechSynthesis.SpeechSynthesizer
    $synthesizer.Voice = $voice
    $asTask = [System.WindowsRuntimeSystemExtensions].GetMethods() | Where-Object {
        $_.Name -eq 'AsTask' -and $_.IsGenericMethod -and
        $_.GetGenericArguments().Count -eq 1 -and $_.GetParameters().Count -eq 1 -and
        $_.GetParameters()[0].ParameterType.Name -eq 'IAsyncOperation`1'
    } | Select-Object -First 1
    $asTask = $asTask.MakeGenericMethod([Windows.Media.SpeechSynthesis.SpeechSynthesisStream])
    $task = $asTask.Invoke($null, @($synthesizer.SynthesizeTextToStreamAsync($text)))
    $task.Wait()

    $sound = [System.IO.WindowsRuntimeStreamExtensions]::AsStreamForRead($task.Result)
    $output = [Console]::OpenStandardOutput()
    $sound.CopyTo($output)
    $output.Flush()
    exit 0
} catch {
    exit 1
}
