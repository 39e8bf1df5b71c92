#!/bin/sh
# Renders the spoken Vietnamese test voice once: resources/sounds/test_voice.opus (Ogg, mono, 48 kHz).
# The result is committed; run this only to change the words. Needs espeak-ng and ffmpeg.
set -eu

out="$(dirname "$0")/../resources/sounds/test_voice.opus"
wav="$(mktemp)"
trap 'rm -f "$wav"' EXIT

espeak-ng -v vi -s 150 -p 42 -w "$wav" \
  "Kính thưa quý vị, đây là giọng thử của phòng tiếp công dân trực tuyến. \
Xin mời công dân trình bày nội dung kiến nghị, phản ánh. Cán bộ tiếp công dân sẽ ghi nhận đầy đủ vào biên bản \
và chuyển cơ quan có thẩm quyền giải quyết."
mkdir -p "$(dirname "$out")"
# Bit-exact so that a second rendering of the same words gives the same file.
ffmpeg -v error -y -i "$wav" -af "volume=-3dB" -ar 48000 -ac 1 \
  -c:a libopus -b:a 48k -application voip -bitexact -map_metadata -1 "$out"
