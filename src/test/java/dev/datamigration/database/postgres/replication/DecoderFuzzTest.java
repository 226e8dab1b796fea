package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.postgres.replication.pgoutput.PgOutputDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes from a server that is broken, or not the one it seems, is refused: no hang, no memory for what it claims to send. */
class DecoderFuzzTest {
    private static final int LARGE = Integer.MAX_VALUE - 8;

    /** One of every kind that there is. */
    private static final List<Bytes> MESSAGES = List.of(
            new Bytes().one('B').eight(1).eight(2).four(3),
            new Bytes().one('C').one(0).eight(1).eight(2).eight(3),
            new Bytes().one('O').eight(1).string("origin"),
            new Bytes()
                    .one('R')
                    .four(1)
                    .string("shop")
                    .string("orders")
                    .one('d')
                    .two(1)
                    .one(1)
                    .string("id")
                    .four(23)
                    .four(-1),
            new Bytes().one('Y').four(1).string("shop").string("mood"),
            new Bytes().one('I').four(1).one('N').two(2).text("1").one('n'),
            new Bytes()
                    .one('U')
                    .four(1)
                    .one('K')
                    .two(1)
                    .text("1")
                    .one('N')
                    .two(1)
                    .one('u'),
            new Bytes().one('D').four(1).one('O').two(1).text("1"),
            new Bytes().one('T').four(2).one(3).four(1).four(2),
            new Bytes().one('M').one(1).eight(1).string("p").four(2).two(7),
            new Bytes().one('W').one('I').four(1).eight(5).two(1).text("1"));

    @Test
    void everyCutMessageIsRefused() {
        for (var message : MESSAGES) {
            var whole = message.array();
            assertThat(PgOutputDecoder.decode(ByteBuffer.wrap(whole))).isNotNull();
            for (var length = 0; length < whole.length; length++) {
                var cut = ByteBuffer.wrap(whole, 0, length).slice();
                assertThatThrownBy(() -> PgOutputDecoder.decode(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void whatIsClaimedIsNotBelieved() {
        for (var message : List.of(
                new Bytes().one('T').four(LARGE).one(0).four(1),
                new Bytes().one('T').four(-1).one(0),
                new Bytes().one('M').one(0).eight(1).string("p").four(LARGE),
                new Bytes().one('M').one(0).eight(1).string("p").four(-1),
                new Bytes().one('I').four(1).one('N').two(1).one('t').four(LARGE),
                new Bytes().one('I').four(1).one('N').two(1).one('t').four(-2),
                new Bytes().one('I').four(1).one('N').two(-1),
                new Bytes().one('R').four(1).string("s").string("t").one('d').two(-1))) {
            assertThatThrownBy(message::decode).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyBytesAreDecodedOrRefused() {
        var random = new Random(4711);
        for (var i = 0; i < 50_000; i++) {
            var bytes = MESSAGES.get(random.nextInt(MESSAGES.size())).array();
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                PgOutputDecoder.decode(ByteBuffer.wrap(bytes));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
