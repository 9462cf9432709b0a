"""python -m scripts.starter STEP: see README.md beside this file."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.starter.check import check, core_files, pair_files, tables

if TYPE_CHECKING:
    from scripts.starter.examples import Examples

SHIPPED = Path(__file__).parents[2] / "cmdgen" / "models" / "starter"
TASKS = Path(__file__).parents[2] / "cmdgen" / "evaluation" / "tasks"
HARDER = Path(__file__).parents[2] / "tests" / "evaluation" / "harder"
"""Longer tasks with several conditions; they are not part of the product."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.starter", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)

    step = steps.add_parser("check", help="format, volume, syntax and contradictions of the written data")
    step.add_argument("files", nargs="*", type=Path)
    step = steps.add_parser(
        "try", help="run the commands of the written data in a sandbox, show what complains"
    )
    step.add_argument("files", nargs="*", type=Path)
    step.add_argument("--limit", type=int, default=400, help="commands to run at most (default 400)")
    step = steps.add_parser("overlap", help="name evaluation tasks whose request occurs in the written data")
    step.add_argument("--tasks", type=Path, default=TASKS, help="folder of task files")
    step = steps.add_parser("sample", help="show what the training mix looks like")
    step.add_argument("--count", type=int, default=30)
    step.add_argument("--held-out", action="store_true", help="only wordings that training never sees")
    step.add_argument("--seed", type=int, default=1)

    step = steps.add_parser("tokenizer", help="learn the vocabulary of a run")
    step.add_argument("run", type=Path)
    step.add_argument("--size", type=int, default=6912, help="tokens (default 6912)")
    step.add_argument("--seed", type=int, default=1)

    step = steps.add_parser("train", help="train, or go on training; ends by itself")
    step.add_argument("run", type=Path)
    step.add_argument("--minutes", type=float, default=120, help="of training in all (default 120)")
    step.add_argument(
        "--stop-after", type=float, default=1e9, help="save and end this process after so many minutes"
    )
    step.add_argument(
        "--decay", type=float, default=0.3, help="part at the end in which the rate falls (default 0.3)"
    )
    step.add_argument(
        "--rows", type=int, default=24, help="rows of 128 tokens a step and process (default 24)"
    )
    step.add_argument(
        "--vocabulary", type=int, default=7168, help="rows of the embedding, at least the tokens"
    )
    step.add_argument("--width", type=int, default=256)
    step.add_argument("--layers", type=int, default=6)
    step.add_argument("--heads", type=int, default=4)
    step.add_argument("--kv-heads", type=int, default=2)
    step.add_argument("--ffn", type=int, default=640)
    step.add_argument("--threads", type=int, default=1)
    step.add_argument("--no-half", action="store_true", help="no bfloat16: for CPUs that lack it")
    step.add_argument("--no-compile", action="store_true")
    step.add_argument("--seed", type=int, default=0)

    step = steps.add_parser("export", help="write GGUF (and a safetensors folder) of a run")
    step.add_argument("run", type=Path)
    step.add_argument("--gguf", type=Path, default=SHIPPED / "starter.gguf")
    step.add_argument("--type", choices=["q8_0", "f16", "f32"], default="q8_0")
    step.add_argument("--safetensors", type=Path, help="folder for the twin that MLX reads")
    step.add_argument(
        "--verify", type=int, default=50, help="prompts on which llama.cpp must agree with PyTorch"
    )

    step = steps.add_parser("vocabulary", help="write the list of words that the model has been trained on")
    step.add_argument("--out", type=Path, default=SHIPPED / "starter.vocabulary.txt")
    step.add_argument("--seed", type=int, default=1)

    step = steps.add_parser("measure", help="exact answers to held-out wordings")
    step.add_argument("--gguf", type=Path, default=SHIPPED / "starter.gguf")
    step.add_argument("--count", type=int, default=500)
    step.add_argument("--show", type=int, default=10, help="wrong answers to show of each source")
    step.add_argument("--seed", type=int, default=2)

    step = steps.add_parser(
        "build", help="all of it: check, tokenizer, train on every core, export, vocabulary, measure"
    )
    step.add_argument("run", type=Path)
    step.add_argument("--minutes", type=float, default=120)
    step.add_argument("--seed", type=int, default=0)
    return parser


def examples() -> Examples:
    """Read all data; requests of the evaluation tasks are never drawn."""
    from scripts.starter.examples import Examples, task_requests  # noqa: PLC0415

    return Examples(
        tables(), pair_files(), core_files(), blocked=[*task_requests(TASKS), *task_requests(HARDER)]
    )


def _train(args: argparse.Namespace) -> None:
    from scripts.starter.model import Config  # noqa: PLC0415
    from scripts.starter.train import Plan, train  # noqa: PLC0415

    plan = Plan(
        run=args.run, minutes=args.minutes, decay=args.decay, stop_after=args.stop_after, row=128, rows=args.rows,
        seed=args.seed, threads=args.threads, compiled=not args.no_compile, half=not args.no_half,
    )  # fmt: skip
    shape = Config(
        vocab=args.vocabulary,
        dim=args.width,
        layers=args.layers,
        heads=args.heads,
        kv_heads=args.kv_heads,
        ffn=args.ffn,
    )
    train(plan, shape, examples, lambda line: print(line, flush=True))


def _train_on_every_core(run: Path, minutes: float, seed: int) -> int:
    """Start one process a core, or one for a GPU; return the worst exit status."""
    import torch  # noqa: PLC0415

    world = 1 if torch.cuda.is_available() else os.cpu_count() or 1
    rows = 512 if torch.cuda.is_available() else max(8, 48 // world)
    call = [
        sys.executable,
        "-m",
        "scripts.starter",
        "train",
        str(run),
        "--minutes",
        str(minutes),
        "--seed",
        str(seed),
    ]
    call += ["--rows", str(rows)]
    common = {
        **os.environ, "WORLD_SIZE": str(world), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "29511", "OMP_NUM_THREADS": "1",
        # glibc would give large blocks back to the system after every step and fetch them again page by page.
        "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "100000000000", "MALLOC_ARENA_MAX": "1",
    }  # fmt: skip
    processes = [subprocess.Popen(call, env={**common, "RANK": str(rank)}) for rank in range(world)]
    return max(process.wait() for process in processes)


def _overlap(folder: Path) -> int:
    from scripts.starter.overlap import overlapping, tasks_in  # noqa: PLC0415

    tasks = tasks_in(folder)
    written = [*pair_files(), *core_files()]
    found = overlapping({name: request for name, (request, _) in tasks.items()}, tables(), written)
    unmarked = [name for name in found if not tasks[name][1]]
    for name in found:
        print(name if name in unmarked else f"{name} (seen = true)")
    print(
        f"{len(found)} of {len(tasks)} tasks occur in the training data, {len(unmarked)} without seen = true"
    )
    return 1 if unmarked else 0


def _export(args: argparse.Namespace) -> int:
    from scripts.starter import export  # noqa: PLC0415

    export.write_gguf(args.run, args.gguf, args.type)
    print(f"{args.gguf}: {args.gguf.stat().st_size / 1e6:.2f} MB")
    if args.safetensors:
        export.write_safetensors(args.run, args.safetensors)
    if not args.verify:
        return 0
    same_tokens, same_answers = export.verify(args.run, args.gguf, examples(), args.verify, seed=77)
    print(f"llama.cpp: same prompt tokens {same_tokens}, same greedy answers {same_answers} of {args.verify}")
    return 0 if same_tokens == args.verify and same_answers >= 0.9 * args.verify else 1


def main(arguments: list[str] | None = None) -> int:
    """Run one step of the pipeline; the modules that need PyTorch are loaded only by the steps that use it."""
    args = _parser().parse_args(arguments)
    if args.step == "check":
        return (
            1
            if check([path.resolve() for path in args.files] or [*tables(), *pair_files(), *core_files()])
            else 0
        )
    if args.step == "try":
        from scripts.starter.sandbox_check import try_files  # noqa: PLC0415

        files = [path.resolve() for path in args.files] or [*tables(), *pair_files(), *core_files()]
        return 1 if try_files(files, args.limit) else 0
    if args.step == "overlap":
        return _overlap(args.tasks)
    if args.step == "sample":
        import random  # noqa: PLC0415

        source, rng = examples(), random.Random(args.seed)
        for _ in range(args.count):
            example = source.draw(rng, held_out=args.held_out)
            print(f"{example.request}   [{example.system}; {example.origin}]\n    {example.command}")
        return 0
    if args.step == "tokenizer":
        from scripts.starter import tokenizer  # noqa: PLC0415

        tokenizer.build(examples(), args.size, args.run, args.seed)
        return 0
    if args.step == "train":
        _train(args)
        return 0
    if args.step == "export":
        return _export(args)
    if args.step == "vocabulary":
        from scripts.starter import vocabulary  # noqa: PLC0415

        commands, requests = vocabulary.write(examples(), args.out, args.seed)
        print(f"{args.out}: {commands} words of commands, {requests} of requests")
        return 0
    if args.step == "measure":
        from scripts.starter.measure import measure  # noqa: PLC0415

        measure(args.gguf, examples(), args.count, args.seed, args.show)
        return 0
    steps: list[list[str]] = [["check"], ["tokenizer", str(args.run), "--seed", str(args.seed)]]
    for step in steps:
        if main(step):
            return 1
    if _train_on_every_core(args.run, args.minutes, args.seed):
        return 1
    return max(main(["export", str(args.run)]), main(["vocabulary"]), main(["measure"]))


if __name__ == "__main__":
    sys.exit(main())
