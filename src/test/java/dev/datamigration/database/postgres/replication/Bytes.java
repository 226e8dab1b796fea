package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.postgres.replication.pgoutput.PgOutputDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes messages as the server does, for tests. */
public final class Bytes {
    private final ByteBuffer buffer = ByteBuffer.allocate(1000);

    public Bytes one(int value) {
        buffer.put((byte) value);
        return this;
    }

    public Bytes two(int value) {
        buffer.putShort((short) value);
        return this;
    }

    public Bytes four(int value) {
        buffer.putInt(value);
        return this;
    }

    public Bytes eight(long value) {
        buffer.putLong(value);
        return this;
    }

    public Bytes string(String value) {
        buffer.put(value.getBytes(StandardCharsets.UTF_8));
        return one(0);
    }

    /** A value of a tuple. */
    public Bytes text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        one('t').four(bytes.length);
        buffer.put(bytes);
        return this;
    }

    /** What was written so far; the buffer goes on as it is. */
    byte[] array() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    public LogMessage decode() {
        return PgOutputDecoder.decode(buffer.flip().slice());
    }
}
