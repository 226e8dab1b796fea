package dev.datamigration.database.postgres.replication.pgoutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.database.log.LogMessage.Delete;
import dev.datamigration.database.log.LogMessage.Insert;
import dev.datamigration.database.log.LogMessage.Other;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.log.LogMessage.Update;
import dev.datamigration.database.log.OldRow;
import dev.datamigration.database.log.RelationColumn;
import dev.datamigration.database.log.Tuple;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.replication.Bytes;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PgOutputDecoderTest {
    private static final long ONE_HOUR = 3_600_000_000L;

    @Test
    void begin() {
        var bytes = new Bytes().one('B').eight(0x1_0000_0002L).eight(ONE_HOUR).four(77);
        assertThat(bytes.decode())
                .isEqualTo(new Begin(
                        new CommitRecord(Lsn.parse("1/2")), Lsn.parse("1/2"), Instant.parse("2000-01-01T01:00:00Z")));
    }

    @Test
    void commit() {
        var bytes = new Bytes().one('C').one(0).eight(16).eight(32).eight(1);
        assertThat(bytes.decode())
                .isEqualTo(new Commit(
                        new CommitRecord(new Lsn(16)), new Lsn(32), Instant.parse("2000-01-01T00:00:00.000001Z")));
    }

    @Test
    void whatIsOfNoUse() {
        assertThat(new Bytes().one('O').eight(5).string("elsewhere").decode()).isEqualTo(new Other());
        assertThat(new Bytes()
                        .one('Y')
                        .four(90000)
                        .string("shop")
                        .string("colour")
                        .decode())
                .isEqualTo(new Other());
        var written = new Bytes().one('M').one(1).eight(9).string("datamigration");
        assertThat(written.four(2).one('o').one('k').decode()).isEqualTo(new Other());
    }

    @Test
    void relation() {
        var bytes = new Bytes()
                .one('R')
                .four(16400)
                .string("Größe")
                .string("or\"ders")
                .one('d')
                .two(2);
        bytes.one(1).string("id").four(20).four(-1);
        bytes.one(0).string("name").four(1043).four(24);
        assertThat(bytes.decode())
                .isEqualTo(new Relation(
                        16400,
                        new TableName("Größe", "or\"ders"),
                        ReplicaIdentity.Default,
                        List.of(new RelationColumn("id", true, 20, -1), new RelationColumn("name", false, 1043, 24))));
    }

    @Test
    void relationOfTheCatalogHasAnEmptySchema() {
        var relation = (Relation) new Bytes()
                .one('R')
                .four(1)
                .string("")
                .string("x")
                .one('n')
                .two(0)
                .decode();
        assertThat(relation.name().schema()).isEqualTo("pg_catalog");
        assertThat(relation.replicaIdentity()).isEqualTo(ReplicaIdentity.Nothing);
    }

    @Test
    void insertWithEveryKindOfValue() {
        var insert = (Insert) new Bytes()
                .one('I')
                .four(7)
                .one('N')
                .two(3)
                .text("ü")
                .one('n')
                .text("")
                .decode();
        assertThat(insert.relation()).isEqualTo(7);
        assertThat(insert.row().text(0)).isEqualTo("ü");
        assertThat(insert.row().isNull(1)).isTrue();
        assertThat(insert.row().text(1)).isNull();
        assertThat(insert.row().text(2)).isEmpty();
        assertThat(insert.row().isUnchanged(2)).as("an empty string is a value").isFalse();
        assertThat(insert.row().isComplete()).isTrue();
    }

    @Test
    void updateWithoutOldRowAndWithUnchangedToast() {
        var update = (Update)
                new Bytes().one('U').four(7).one('N').two(2).text("1").one('u').decode();
        assertThat(update.old()).isEqualTo(new OldRow.Absent());
        assertThat(update.row().isUnchanged(1)).isTrue();
        assertThat(update.row().isComplete()).isFalse();
        assertThatThrownBy(() -> update.row().text(1)).isInstanceOf(IllegalStateException.class);
        var filled = update.row().filledFrom(Tuple.of(new byte[] {'9'}, new byte[] {'x'}));
        assertThat(filled.text(0)).isEqualTo("1");
        assertThat(filled.text(1)).isEqualTo("x");
    }

    @Test
    void updateOfTheKeyAndUnderFullIdentity() {
        var bytes = new Bytes().one('U').four(7).one('K').two(2).text("1").one('n');
        var keyed = (Update) bytes.one('N').two(2).text("2").text("v").decode();
        assertThat(((OldRow.Key) keyed.old()).values().text(0)).isEqualTo("1");
        assertThat(keyed.row().text(0)).isEqualTo("2");
        var full = (Update) new Bytes()
                .one('U')
                .four(7)
                .one('O')
                .two(1)
                .text("a")
                .one('N')
                .two(1)
                .text("b")
                .decode();
        assertThat(((OldRow.Full) full.old()).row().text(0)).isEqualTo("a");
    }

    @Test
    void delete() {
        var delete =
                (Delete) new Bytes().one('D').four(7).one('K').two(1).text("1").decode();
        assertThat(((OldRow.Key) delete.old()).values().text(0)).isEqualTo("1");
    }

    @Test
    void truncate() {
        assertThat(new Bytes().one('T').four(2).one(3).four(5).four(6).decode())
                .isEqualTo(new Truncate(List.of(5, 6), true, List.of()));
        assertThat(new Bytes().one('T').four(1).one(0).four(5).decode())
                .isEqualTo(new Truncate(List.of(5), false, List.of()));
    }

    @Test
    void whatTheProtocolDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> new Bytes().one('S').decode()).hasMessageContaining("'S'");
        assertThatThrownBy(() ->
                        new Bytes().one('I').four(7).one('N').two(1).one('b').decode())
                .hasMessageContaining("'b'");
    }
}
