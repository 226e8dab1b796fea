package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.postgres.position.Lsn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SucceedingStreamTest {
    private static final Lsn UNTIL = new Lsn(100);

    private final StoredLog theirs = new StoredLog(300)
            .transaction(80, 0)
            .transaction(99, 1)
            .transaction(100, 2)
            .transaction(120, 3);
    private final StoredLog ours = new StoredLog(300).transaction(100, 2).transaction(120, 3);
    private int opened;

    private final SucceedingStream stream = new SucceedingStream(theirs, UNTIL, () -> {
        assertThat(theirs.closed).isTrue();
        opened++;
        return ours;
    });

    @Test
    void eachTransactionComesOnceAndTheLaterOnesFromTheSuccessor() {
        stream.wake();
        assertThat(transactions()).containsExactly(80L, 99L, 100L, 120L);
        assertThat(opened).isEqualTo(1);
        assertThat(ours.woken).isTrue();
        assertThat(stream.received()).isEqualTo(new Lsn(300));
        stream.confirm(new Lsn(121));
        assertThat(ours.confirmed).isEqualTo(new Lsn(121));
        assertThat(theirs.confirmed).isNull();
    }

    @Test
    void whatWasReturnedIsReceivedOnceTheSuccessorIsRead() {
        while (opened == 0) {
            stream.next(0);
        }
        assertThat(stream.received())
                .as("all before it was returned, and nothing after it")
                .isEqualTo(UNTIL);
    }

    @Test
    void aLogWithoutTransactionsMovesOnToo() {
        var idle = new SucceedingStream(new StoredLog(100), UNTIL, () -> ours);
        assertThat(idle.next(0)).isNull();
        assertThat(idle.next(0)).isInstanceOf(Begin.class);
    }

    private List<Long> transactions() {
        var found = new ArrayList<Long>();
        for (var i = 0; i < 20; i++) {
            if (stream.next(0) instanceof Begin begin) {
                found.add(((Lsn) begin.before()).value());
            }
        }
        return found;
    }
}
