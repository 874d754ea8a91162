"""Reads exported files with the readers of others, and compares what they say with the JSON Lines of the same runs.

Usage: read_back.py FOLDER IMPORTED, with files of `export 1 2 --as …`, and with the metrics of runs that were imported from the
event files of write_events.py and what it printed; prints one line for each format, and fails on a difference.
"""

import csv
import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import av
import keras
import numpy
import onnx
import onnxruntime
import pyarrow.parquet as parquet
from PIL import Image
from safetensors import safe_open
from safetensors.numpy import load_file
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import plugin_data_pb2


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def expected(folder: Path) -> list[dict]:
    with only(folder, "*-metrics.jsonl").open() as lines:
        return [json.loads(line) for line in lines]


def float32(value: float) -> float:
    return struct.unpack("f", struct.pack("f", value))[0]


def read_parquet(folder: Path, rows: list[dict]) -> str:
    table = parquet.read_table(only(folder, "*-metrics.parquet"))
    metrics = [name for name in table.column_names if name not in ("run", "name", "step", "epoch")]
    assert table.num_rows == len(rows)
    for found, row in zip(table.to_pylist(), rows):
        assert (found["run"], found["name"], found["step"]) == (row["run"], row["name"], row["step"])
        assert found["epoch"] == row.get("epoch")
        for metric in metrics:
            assert found[metric] == row["metrics"].get(metric), (row["step"], metric)
    return f"{table.num_rows} rows of {len(metrics)} metrics, equal to the last bit"


def read_events(folder: Path, rows: list[dict], into: Path) -> str:
    with zipfile.ZipFile(only(folder, "*-tensorboard.zip")) as archive:
        assert archive.testzip() is None
        archive.extractall(into)
    values = images = histograms = 0
    for run in sorted(into.iterdir()):
        events = EventAccumulator(str(run), {"scalars": 0, "images": 0, "histograms": 0, "tensors": 0})
        events.Reload()
        own = [row for row in rows if f"{row['run']} " == run.name[: len(str(row["run"])) + 1]]
        tags = events.Tags()
        for tag in tags["scalars"]:
            if tag.startswith("quality/"):
                continue
            wanted = [(row["step"], float32(row["metrics"][tag])) for row in own if tag in row["metrics"]]
            found = [(event.step, event.value) for event in events.Scalars(tag)]
            assert found == wanted, (run.name, tag)
            values += len(found)
        assert {name for row in own for name in row["metrics"]} <= set(tags["scalars"])
        for tag in tags["images"]:
            for event in events.Images(tag):
                assert event.encoded_image_string[1:4] == b"PNG" and event.width > 0 and event.height > 0
                images += 1
        for tag in tags["histograms"]:
            for event in events.Histograms(tag):
                assert abs(sum(event.histogram_value.bucket) - event.histogram_value.num) < 0.5
                histograms += 1
        settings = events.SummaryMetadata("_hparams_/session_start_info").plugin_data.content
        session = plugin_data_pb2.HParamsPluginData.FromString(settings).session_start_info
        assert session.hparams["seed"].number_value >= 0 and session.hparams["model"].string_value != ""
        assert "configuration/text_summary" in tags["tensors"]
    return f"{values} scalars equal as 32-bit floats, {images} images, {histograms} histograms, settings and text"


def read_film(file: Path) -> str:
    with Image.open(file) as film:
        frames = film.n_frames
        for frame in range(frames):
            film.seek(frame)
            film.load()
        size = film.size
    assert frames > 1
    return f"{frames} frames of {size[0]}×{size[1]}"


def read_video(file: Path, animation: Path) -> str:
    """The frames are those of the animated PNG, with little loss, and each is shown as long."""
    with av.open(file) as film, Image.open(animation) as exact:
        (stream,) = film.streams.video
        frames = list(film.decode(stream))
        assert len(frames) == exact.n_frames
        furthest = 0.0
        for i, frame in enumerate(frames):
            exact.seek(i)
            expected = numpy.asarray(exact.convert("RGB"), dtype=float)
            shown = frame.to_ndarray(format="rgb24")[: expected.shape[0], : expected.shape[1]].astype(float)
            furthest = max(furthest, numpy.abs(shown - expected).mean())
        rate = 1000 / exact.info["duration"]
        assert furthest < 3 and abs(float(stream.average_rate) - rate) < 1e-3
        assert abs(film.duration / av.time_base - len(frames) / rate) < 2e-3
        return f"{len(frames)} frames of {frame.width}×{frame.height} in {stream.codec_context.name}, {furthest:.2f} of 255 from the animated PNG"


def read_picture(file: Path) -> str:
    with Image.open(file) as picture:
        picture.load()
        return f"{picture.size[0]}×{picture.size[1]}, {picture.mode}"


def read_samples(folder: Path) -> str:
    """The images, latents and rows of both forms of the same samples are equal."""
    arrays = numpy.load(only(folder, "run-1-*.npz"))
    samples, latents = arrays["samples"], arrays["latents"]
    with zipfile.ZipFile(only(folder, "run-1-*-samples-*.zip")) as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("samples.csv"), "utf-8")))
        assert len(rows) == len(samples) == len(latents)
        for row, sample, latent in zip(rows, samples, latents):
            with Image.open(archive.open(row["file"])) as picture:
                assert (numpy.asarray(picture).reshape(sample.shape) == sample).all()
            written = [numpy.float32(row[f"z{i + 1}"]) for i in range(len(latent))]
            assert (numpy.array(written) == latent).all()
            assert int(row["seed"]) == arrays["seed"]
    return f"{samples.shape} {samples.dtype}, {latents.shape} {latents.dtype}, equal to the images and rows of the ZIP"


def read_archive(folder: Path, rows: list[dict]) -> str:
    """Every metric of every run is an array that NumPy reads, equal to the last bit; pictures open."""
    values = pictures = 0
    with zipfile.ZipFile(only(folder, "*-archive.lwrun")) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        for described in manifest["runs"]:
            at = f"runs/{described['run']['id']}/"
            own = [row for row in rows if row["run"] == described["run"]["id"]]
            for metric in described["metrics"]:
                found = numpy.load(io.BytesIO(archive.read(at + metric["file"])))
                name = metric["name"]
                wanted = [(row["step"], row["metrics"][name]) for row in own if name in row["metrics"]]
                assert (found == numpy.array(wanted)).all(), name
                values += len(found)
            for figure in described["figures"]:
                if figure["sheet"] is not None:
                    read_picture(archive.open(at + figure["file"]))
                    pictures += 1
            for checkpoint in described["checkpoints"]:
                weights = archive.read(at + checkpoint["file"])
                (length,) = struct.unpack("<Q", weights[:8])
                assert "__metadata__" in json.loads(weights[8 : 8 + length])
    return f"{values} values equal to the last bit, {pictures} pictures"


def read_pdf(file: Path) -> str:
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout
    for title in ("Samples", "Progression", "Curves", "Final metrics", "Configuration"):
        assert title in text, title
    return f"{text.count(chr(12))} pages, all sections"


def session_of(file: Path) -> onnxruntime.InferenceSession:
    onnx.checker.check_model(str(file), full_check=True)
    return onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])


def read_networks(folder: Path) -> str:
    """Generators and decoders make the exported samples of the exported latents; the others take these samples."""
    made = []
    for run, maker, taker in ((1, "generator", "discriminator"), (2, "decoder", "encoder")):
        arrays = numpy.load(only(folder, f"run-{run}-*-samples-*.npz"))
        samples = arrays["samples"]
        (images,) = session_of(only(folder, f"run-{run}-{maker}-step-*.onnx")).run(None, {"z": arrays["latents"]})
        differences = numpy.abs(images * 255 - samples.astype(numpy.float32))
        # Rounding to bytes.
        assert differences.max() <= 0.501, (maker, differences.max())
        outputs = session_of(only(folder, f"run-{run}-{taker}-step-*.onnx")).run(None, {"images": images})
        assert all(len(values) == len(samples) and numpy.isfinite(values).all() for values in outputs)
        made += [maker, taker]
    return f"{', '.join(made)} checked and run; both make the 1 000 samples of the same latents"


def read_keras_networks(folder: Path) -> str:
    """Networks in Keras have the outputs of the same networks in ONNX Runtime, for the same random inputs."""
    random = numpy.random.default_rng(0)
    largest = 0.0
    files = sorted(folder.glob("run-*-step-*.keras"))
    for file in files:
        network = keras.saving.load_model(file)
        session = session_of(file.with_suffix(".onnx"))
        given = {}
        for entry in session.get_inputs():
            shape = [5, *entry.shape[1:]]
            given[entry.name] = (
                random.integers(0, 2, shape) if entry.name == "labels" else random.random(shape, numpy.float32)
            )
        found = network(given)
        for entry, wanted in zip(session.get_outputs(), session.run(None, given)):
            outputs = numpy.asarray(found[entry.name])
            assert outputs.shape == wanted.shape, (file.name, outputs.shape, wanted.shape)
            largest = max(largest, float((numpy.abs(outputs - wanted) / numpy.maximum(1, numpy.abs(wanted))).max()))
    assert files and largest <= 1e-5, largest
    return f"{len(files)} networks have the outputs of the same networks in ONNX Runtime, to {largest:.1e}"


def read_weights(folder: Path) -> str:
    with safe_open(only(folder, "run-1-weights-*.safetensors"), "numpy") as weights:
        names = list(weights.keys())
        metadata = weights.metadata()
        count = sum(weights.get_tensor(name).size for name in names)
    assert metadata["model"] == "gan-mlp" and metadata["step"] == "200"
    assert json.loads(metadata["hyperparameters"])["batchSize"] == 64
    return f"{len(names)} tensors of {count} weights"


def check_saved_weights(folder: Path, framework: str) -> None:
    """A script that trains two steps saves weights of the same names and shapes, from which it starts in their place."""
    recorded = numpy.load(folder / "check.npz")
    numpy.savez(folder / "items.npz", **{name: recorded[name][0] for name in ("x", "labels") if name in recorded})
    initial, trained = (folder / f"{name}.{'npz' if framework == 'keras' else 'safetensors'}" for name in ("initial", "trained"))

    def weights(file: Path) -> dict[str, numpy.ndarray]:
        return dict(numpy.load(file)) if framework == "keras" else load_file(file)

    def trained_for(steps: int) -> dict[str, numpy.ndarray]:
        command = [sys.executable, folder / "train.py", "--data", folder / "items.npz", "--steps", str(steps)]
        ran = subprocess.run(command, capture_output=True, text=True)
        assert ran.returncode == 0, (folder.name, ran.stderr[-2000:])
        return weights(trained)

    before, after = weights(initial), trained_for(2)
    shapes = {name: values.shape for name, values in before.items()}
    assert {name: values.shape for name, values in after.items()} == shapes, folder.name
    assert any((before[name] != after[name]).any() for name in before), folder.name
    initial.write_bytes(trained.read_bytes())
    again = trained_for(0)
    assert all((again[name] == after[name]).all() for name in after), folder.name


def run_scripts(folder: Path, framework: str) -> str:
    """Every script takes the first 20 steps of its run and ends with an error where they differ by more than 1e-4.

    Where training amplifies rounding beyond that, they may differ by ten times what the last bit of weights makes.
    """
    largest, amplified = [], []
    for file in sorted(folder.glob(f"run-*-{framework}-script.zip")):
        own = folder / file.stem
        with zipfile.ZipFile(file) as archive:
            archive.extractall(own)
        ran = subprocess.run([sys.executable, own / "train.py", "--check"], capture_output=True, text=True)
        assert ran.returncode == 0, (file.name, ran.stdout[-2000:], ran.stderr[-2000:])
        check_saved_weights(own, framework)
        (difference,) = re.findall("largest difference: (.*)", ran.stdout)
        rounding = re.findall("rounding alone makes: (.*)", ran.stdout)
        if rounding:
            amplified.append(f"{difference} where rounding alone makes {rounding[0]} ({file.stem})")
        else:
            largest.append(float(difference))
    text = f"{len(largest)} scripts take the first 20 steps of their runs; the largest difference is {max(largest):.1e}"
    return "; ".join([text, *amplified])


def read_imported(folder: Path) -> str:
    """The workbench has every scalar that TensorFlow wrote, of a step that was written twice the later one."""
    written = json.loads((folder / "written.json").read_text())
    values = 0
    for run, tags in written.items():
        own = [row for row in expected(folder) if row["name"] == run]
        for tag, pairs in tags.items():
            found = [[row["step"], row["metrics"][tag]] for row in own if tag in row["metrics"]]
            assert found == pairs, (run, tag)
            values += len(found)
    return f"{values} scalars of {len(written)} runs, equal to the last bit"


def main() -> None:
    folder = Path(sys.argv[1])
    rows = expected(folder)
    print("Parquet (pyarrow):", read_parquet(folder, rows))
    print("Event files (tensorboard):", read_events(folder, rows, folder / "events"))
    print("Imported event files (TensorFlow):", read_imported(Path(sys.argv[2])))
    print("Samples (NumPy, Pillow):", read_samples(folder))
    print("Networks (onnx, onnxruntime):", read_networks(folder))
    print("Networks (Keras, onnxruntime):", read_keras_networks(folder))
    print("Weights (safetensors):", read_weights(folder))
    print("Scripts (Keras):", run_scripts(folder, "keras"))
    print("Scripts (PyTorch):", run_scripts(folder, "pytorch"))
    print("GIF (Pillow):", read_film(only(folder, "*-steps-*.gif")))
    print("Animated PNG (Pillow):", read_film(only(folder, "*-steps-*.png")))
    print("WebM (PyAV):", read_video(only(folder, "*-steps-*.webm"), only(folder, "*-steps-*.png")))
    print("Archive (zipfile, NumPy, Pillow):", read_archive(folder, rows))
    print("PDF (poppler):", read_pdf(only(folder, "*-report.pdf")))
    print("PNG (Pillow):", read_picture(only(folder, "*-step-[0-9]*.png")))


if __name__ == "__main__":
    main()
