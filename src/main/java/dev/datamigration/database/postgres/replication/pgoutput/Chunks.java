package dev.datamigration.database.postgres.replication.pgoutput;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;

/** Bytes that are kept piece by piece, and let go of piece by piece as they are read. */
final class Chunks {
    private final Deque<byte[]> chunks = new ArrayDeque<>();

    void add(byte[] chunk) {
        chunks.add(chunk);
    }

    /** Reads these bytes first, and then what is kept, which is gone afterwards. */
    InputStream after(byte[] first) {
        chunks.addFirst(first);
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return !chunks.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(chunks.poll());
            }
        });
    }
}
