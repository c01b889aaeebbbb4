"""Makes the binary bodies of requests, as pandas and pyarrow write them, for the model `types`.

    pip install pandas==3.1.1 pyarrow==25.0.1
    python generate.py
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).parent
frame = pd.DataFrame(
    {
        "b": [True, False, True],
        "i32": pd.array([1, -2, 3], dtype="int32"),
        "i64": [2**60 + 1, 5, -6],
        "f32": pd.array([0.1, 2.5, -1e30], dtype="float32"),
        "f64": [0.1, float("nan"), -2e-300],
        "s": ["a", None, "é"],
        "bin": [b"\x00\xff", b"", b"xyz"],
        "dt": pd.to_datetime(["2024-01-02 03:04:05.678", "1969-12-31", "2024-02-29"], format="ISO8601"),
    }
)
table = pa.Table.from_pandas(frame)
frame.to_parquet(FOLDER / "types.parquet")
pq.write_table(table, FOLDER / "types-plain.parquet", compression="none", use_dictionary=False, version="1.0")
pq.write_table(table, FOLDER / "types-zstd.parquet", compression="zstd")
with pa.OSFile(str(FOLDER / "types.arrows"), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
    writer.write_table(table)
with pa.OSFile(str(FOLDER / "types.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
    writer.write_table(table)
pq.write_table(pa.table({"d": [[1.0], [2.0, 3.0]]}), FOLDER / "nested.parquet")
