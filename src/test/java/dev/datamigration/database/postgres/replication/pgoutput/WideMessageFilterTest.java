package dev.datamigration.database.postgres.replication.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.task.DmlType;
import dev.datamigration.database.log.LogMessage.TooWide;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WideMessageFilterTest {
    private static final int LIMIT = 10_000;
    private final Random random = new Random(1);

    @Test
    void whatIsNarrowEnoughPassesByteForByte() throws IOException {
        var all = new ByteArrayOutputStream();
        all.write(message('Z', "x".getBytes()));
        all.write(change("I", row("1", "short")));
        all.write(change("I", row("2", "x".repeat(LIMIT - 1))));
        all.write(change("I", row("3", "\\x" + "0".repeat(2 * LIMIT - 10))));
        all.write(change("U", "O", row("4", "x".repeat(LIMIT - 1)), "N", row("4", "y".repeat(LIMIT - 1))));
        all.write(data("Mtransactional".getBytes(), new byte[3 * LIMIT]));
        all.write(message('D', new byte[3 * LIMIT]));
        for (var round = 0; round < 20; round++) {
            assertThat(filtered(all.toByteArray())).isEqualTo(all.toByteArray());
        }
    }

    @Test
    void aWideNewRowIsReplacedByWhatIsKnownOfIt() throws IOException {
        var wide = tooWide(change("I", row("7", "x".repeat(LIMIT + 1), "z")));
        assertThat(wide.kind()).isEqualTo(DmlType.Insert);
        assertThat(wide.relation()).isEqualTo(4711);
        assertThat(wide.bytes()).isGreaterThan(LIMIT);
        assertThat(wide.row().text(0)).isEqualTo("7");
        assertThat(wide.row().isUnchanged(1)).isTrue();
        assertThat(wide.row().text(2)).isEqualTo("z");
    }

    @Test
    void whoeverOnlyLooksIsNotKeptWaiting() throws IOException {
        var one = change("I", row("1", "short"));
        var arrived = new ByteArrayOutputStream();
        var socket = new InputStream() {
            private int next;

            @Override
            public int read() {
                throw new AssertionError("asked for a single byte");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws SocketTimeoutException {
                if (available() == 0) {
                    throw new SocketTimeoutException("waited");
                }
                var count = Math.min(length, available());
                System.arraycopy(arrived.toByteArray(), next, target, offset, count);
                next += count;
                return count;
            }

            @Override
            public int available() {
                return arrived.size() - next;
            }
        };
        var filter = new WideMessageFilter(socket, LIMIT);
        filter.polled(true);
        assertThatThrownBy(() -> filter.read(new byte[10])).hasMessage("nothing has come");
        assertThatThrownBy(filter::await).hasMessage("waited");

        arrived.write(one);
        filter.await();
        assertThat(filter.readNBytes(one.length)).isEqualTo(one);
        assertThatThrownBy(() -> filter.read(new byte[10])).hasMessage("nothing has come");
        filter.polled(false);
        assertThatThrownBy(() -> filter.read(new byte[10])).hasMessage("waited");
    }

    @Test
    void theEndIsNoticedWhileItWaits() {
        var filter = new WideMessageFilter(InputStream.nullInputStream(), LIMIT);
        assertThatThrownBy(filter::await).isInstanceOf(EOFException.class);
    }

    @Test
    void aRowIsWideByAllItsValuesTogether() throws IOException {
        var wide = tooWide(change("I", row("x".repeat(LIMIT / 2), null, "y".repeat(LIMIT / 2), "9")));
        assertThat(wide.row().isNull(1)).isTrue();
        assertThat(wide.row().text(3)).isEqualTo("9");
    }

    @Test
    void theKeyOfAWideUpdateOrDeleteIsThatOfTheOldRow() throws IOException {
        var update = tooWide(change("U", "K", row("1", null), "N", row("2", "x".repeat(LIMIT + 1))));
        assertThat(update.kind()).isEqualTo(DmlType.Update);
        assertThat(update.row().text(0)).isEqualTo("1");
        var delete = tooWide(change("D", "O", row("3", "x".repeat(5 * LIMIT))));
        assertThat(delete.kind()).isEqualTo(DmlType.Delete);
        assertThat(delete.row().text(0)).isEqualTo("3");
    }

    @Test
    void whatFollowsAWideRowComes() throws IOException {
        var after = change("I", row("8", "short"));
        var all = new ByteArrayOutputStream();
        all.write(change("I", row("7", "x".repeat(3 * LIMIT))));
        all.write(after);
        var read = filtered(all.toByteArray());
        assertThat(read).hasSizeLessThan(300).endsWith(after);
    }

    /** A gigabyte would not fit the memory of this test twice. */
    @Test
    void memoryIsBoundedByTheLimit() throws IOException {
        var value = 1_000_000_000;
        var start = ByteBuffer.allocate(200)
                .put((byte) 'd')
                .putInt(4 + 25 + 1 + 4 + 1 + 2 + 5 + value)
                .put((byte) 'w')
                .put(new byte[24])
                .put((byte) 'I')
                .putInt(4711)
                .put((byte) 'N')
                .putShort((short) 1)
                .put((byte) 't')
                .putInt(value);
        var bytes = new byte[start.position()];
        start.flip().get(bytes);
        var wide = new SequenceInputStream(new ByteArrayInputStream(bytes), new Zeros(value));
        var read = new WideMessageFilter(wide, LIMIT).readAllBytes();
        assertThat(decoded(read).bytes()).isGreaterThan(value);
    }

    @Test
    void whatHasArrivedIsHandedOverTogetherAndNobodyIsAskedForMore() throws IOException {
        var narrow = change("I", row("1", "short"));
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < 1000; i++) {
            all.write(i == 500 ? change("I", row("2", "x".repeat(LIMIT + 1))) : narrow);
        }
        var asked = new AtomicInteger();
        var filter = new WideMessageFilter(
                new ByteArrayInputStream(all.toByteArray()) {
                    @Override
                    public synchronized int available() {
                        asked.incrementAndGet();
                        return super.available();
                    }
                },
                LIMIT);
        var buffer = new byte[8192];
        var read = 0;
        var reads = 0;
        while (filter.available() > 0) {
            read += filter.read(buffer, 0, buffer.length);
            reads++;
        }
        assertThat(read).isGreaterThan(999 * narrow.length);
        assertThat(reads).isLessThan(30);
        assertThat(asked).hasValueLessThan(5);
    }

    private TooWide tooWide(byte[] message) throws IOException {
        return decoded(filtered(message));
    }

    private static TooWide decoded(byte[] message) {
        assertThat(message).hasSizeLessThan(4 * 1024);
        var buffer = ByteBuffer.wrap(message);
        assertThat(buffer.get()).isEqualTo((byte) 'd');
        assertThat(buffer.getInt()).isEqualTo(message.length - 1);
        buffer.position(5 + 25);
        return (TooWide) PgOutputDecoder.decode(buffer.slice());
    }

    /** As the driver reads: a little at a time, and now and then the time for it is over. */
    private byte[] filtered(byte[] all) throws IOException {
        var filter = new WideMessageFilter(new Halting(all, random), LIMIT);
        var read = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (true) {
            try {
                var count = filter.read(buffer, 0, 1 + random.nextInt(buffer.length));
                if (count < 0) {
                    return read.toByteArray();
                }
                read.write(buffer, 0, count);
            } catch (SocketTimeoutException e) {
                // tried again
            }
        }
    }

    private static byte[] change(String kind, byte[] row) throws IOException {
        return change(kind, "N", row);
    }

    private static byte[] change(String kind, String tag, byte[] row) throws IOException {
        return data((kind + "\0\0\u0012\u0067" + tag).getBytes("ISO-8859-1"), row);
    }

    private static byte[] change(String kind, String tag, byte[] old, String newTag, byte[] row) throws IOException {
        return data((kind + "\0\0\u0012\u0067" + tag).getBytes("ISO-8859-1"), old, newTag.getBytes(), row);
    }

    private static byte[] data(byte[]... parts) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write('w');
        body.write(new byte[24]);
        for (var part : parts) {
            body.write(part);
        }
        return message('d', body.toByteArray());
    }

    private static byte[] message(char kind, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(kind);
        out.writeInt(4 + body.length);
        out.write(body);
        return bytes.toByteArray();
    }

    private static byte[] row(String... values) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(values.length);
        for (var value : values) {
            if (value == null) {
                out.writeByte('n');
            } else {
                out.writeByte('t');
                out.writeInt(value.length());
                out.writeBytes(value);
            }
        }
        return bytes.toByteArray();
    }

    private static final class Halting extends ByteArrayInputStream {
        private final Random random;

        Halting(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (random.nextInt(10) == 0) {
                return sneaky(new SocketTimeoutException());
            }
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
        }

        /** The method that is overridden declares nothing. */
        @SuppressWarnings("unchecked")
        private static <E extends Exception> int sneaky(Exception error) throws E {
            throw (E) error;
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            var count = (int) Math.min(left, length);
            left -= count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
