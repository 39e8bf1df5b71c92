"""Small libraries in place of those that FFmpeg links, and the program never asks for.

PyAV's wheel links all of them, and Windows would not load it without them. A stand-in takes the
name of each and exports what is imported; every call is refused, so that opening such an encoder,
decoder or filter fails with FFmpeg's own error. Pictures are VP8 and voices are Opus everywhere:
FFmpeg's own code, libvpx and libopus do both. libx264 and libx265 must go, for they are under the
GPL; the others only take room. libiconv stays: FFmpeg reads its failures from errno, and without
one takes them for success.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError
from installers.msi.fetch import run_tool
from installers.msi.portable_executable import PortableExecutable

COMPILER: Final = "x86_64-w64-mingw32-gcc"
_NOTHING: Final = "0"
_FAILURE: Final = "(void *)-1"
_NO_TEXT: Final = '""'


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A library that is replaced.

    prefix: of its file's name, in lower case. what: it would do. answers: in C, by name, each as
    its maker's header says "failed"; where nothing is returned, whatever.
    """

    prefix: str
    what: str
    answers: Mapping[str, str]


def _answers(answer: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), answer)


STAND_INS: Final = (
    StandIn(
        prefix="libx264-",
        what="H.264 encoder",
        answers=_answers(
            _NOTHING,
            "x264_encoder_close x264_encoder_delayed_frames x264_encoder_encode"
            " x264_encoder_headers x264_encoder_maximum_delayed_frames x264_encoder_open_165"
            " x264_encoder_reconfig x264_levels x264_param_apply_fastfirstpass"
            " x264_param_apply_profile x264_param_cleanup x264_param_default"
            " x264_param_default_preset x264_param_parse x264_picture_init",
        ),
    ),
    StandIn(
        prefix="libx265-",
        what="H.265 encoder",
        answers=_answers(_NOTHING, "x265_api_get_217"),
    ),
    StandIn(
        prefix="libsvtav1enc-",
        what="AV1 encoder",
        answers=_answers(
            _FAILURE,
            "svt_add_metadata svt_av1_enc_deinit svt_av1_enc_deinit_handle svt_av1_enc_get_packet"
            " svt_av1_enc_get_stream_info svt_av1_enc_init svt_av1_enc_init_handle"
            " svt_av1_enc_parse_parameter svt_av1_enc_release_out_buffer svt_av1_enc_send_picture"
            " svt_av1_enc_set_parameter svt_av1_enc_stream_header svt_av1_enc_stream_header_release"
            " svt_metadata_array_free",
        ),
    ),
    StandIn(
        prefix="libdav1d-",
        what="AV1 decoder",
        answers={
            **_answers(
                _FAILURE,
                "dav1d_close dav1d_data_unref dav1d_data_wrap dav1d_data_wrap_user_data"
                " dav1d_default_settings dav1d_flush dav1d_get_event_flags dav1d_get_frame_delay"
                " dav1d_get_picture dav1d_open dav1d_parse_sequence_header dav1d_picture_unref"
                " dav1d_send_data",
            ),
            # Goes into FFmpeg's log as it is.
            "dav1d_version": _NO_TEXT,
        },
    ),
    StandIn(
        prefix="libvpl-",
        what="Intel's encoders and decoders",
        answers={
            **_answers(_NOTHING, "MFXCreateConfig MFXLoad"),
            # mfxStatus: zero is success.
            **_answers(
                _FAILURE,
                "MFXClose MFXCreateSession MFXDispReleaseImplDescription MFXEnumImplementations"
                " MFXJoinSession MFXQueryIMPL MFXQueryVersion MFXSetConfigFilterProperty MFXUnload"
                " MFXVideoCORE_GetHandle MFXVideoCORE_SetFrameAllocator MFXVideoCORE_SetHandle"
                " MFXVideoCORE_SyncOperation MFXVideoDECODE_Close MFXVideoDECODE_DecodeFrameAsync"
                " MFXVideoDECODE_DecodeHeader MFXVideoDECODE_Init MFXVideoDECODE_QueryIOSurf"
                " MFXVideoENCODE_Close MFXVideoENCODE_EncodeFrameAsync MFXVideoENCODE_GetVideoParam"
                " MFXVideoENCODE_Init MFXVideoENCODE_Query MFXVideoENCODE_QueryIOSurf"
                " MFXVideoENCODE_Reset MFXVideoVPP_Close MFXVideoVPP_Init MFXVideoVPP_Query"
                " MFXVideoVPP_Reset MFXVideoVPP_RunFrameVPPAsync",
            ),
        },
    ),
    # Before libwebp, of which the original imports more.
    StandIn(
        prefix="libwebpmux-",
        what="WebP animations",
        answers=_answers(
            _NOTHING,
            "WebPAnimEncoderAdd WebPAnimEncoderAssemble WebPAnimEncoderDelete"
            " WebPAnimEncoderNewInternal WebPAnimEncoderOptionsInitInternal",
        ),
    ),
    StandIn(
        prefix="libwebp-",
        what="WebP encoder",
        answers=_answers(
            _NOTHING,
            "WebPCleanupTransparentArea WebPConfigInitInternal WebPEncode WebPFree WebPMemoryWrite"
            " WebPMemoryWriterClear WebPMemoryWriterInit WebPPictureFree WebPPictureInitInternal"
            " WebPValidateConfig",
        ),
    ),
    StandIn(
        prefix="libvmaf-",
        what="comparison of pictures",
        answers=_answers(
            _FAILURE,
            "vmaf_close vmaf_feature_dictionary_set vmaf_init vmaf_model_destroy"
            " vmaf_model_feature_overload vmaf_model_load vmaf_model_load_from_path"
            " vmaf_picture_alloc vmaf_picture_unref vmaf_read_pictures vmaf_score_pooled"
            " vmaf_use_feature vmaf_use_features_from_model vmaf_write_output",
        ),
    ),
)


def replace_libraries(folder: Path) -> tuple[str, ...]:
    """Replaces libraries in a folder of FFmpeg's; returns their names.

    Raises: BuildError if one is not there, or if a function of one is imported that nobody has
    looked at: then the wheel is another, and somebody has to.
    """
    return tuple(_replace(folder, one) for one in STAND_INS)


def stand_in_source(answers: Mapping[str, str], symbols: set[str]) -> str:
    """C of a library that exports these functions. Raises: BuildError for an unknown one."""
    if unknown := sorted(symbols - set(answers)):
        message = f"what they answer stands nowhere: {', '.join(unknown)}"
        raise BuildError(message)
    return "".join(
        f"__declspec(dllexport) void *{symbol}(void) {{ return {answers[symbol]}; }}\n"
        for symbol in sorted(symbols)
    )


def _replace(folder: Path, stand_in: StandIn) -> str:
    found = [path for path in folder.iterdir() if path.name.lower().startswith(stand_in.prefix)]
    if len(found) != 1:
        message = f"PyAV's wheel changed: {len(found)} libraries {stand_in.prefix}*"
        raise BuildError(message)
    (path,) = found
    symbols = _imported_from(folder, path.name.lower())
    if not symbols:
        message = f"PyAV's wheel changed: nothing imports {path.name}, it can be left out"
        raise BuildError(message)
    _write(path, stand_in_source(stand_in.answers, symbols))
    return path.name


def _imported_from(folder: Path, library: str) -> set[str]:
    return {
        symbol
        for path in folder.glob("*.dll")
        for symbol in PortableExecutable.read(path).imports().get(library, ())
    }


def _write(path: Path, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stand-in.c"
        source.write_text(text, encoding="ascii")
        # By its bare name: the linker derives the address of a library from the name it is given.
        run_tool((
            COMPILER, "-shared", "-s", "-Os", "-nostartfiles", "-nostdlib", "-fno-builtin", "-w",
            "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat", "-e", "0",
            "-o", path.name, source.name,
        ), folder=source.parent)  # fmt: skip
        path.write_bytes((source.parent / path.name).read_bytes())
