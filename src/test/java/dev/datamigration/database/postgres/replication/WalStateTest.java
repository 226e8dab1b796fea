package dev.datamigration.database.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.log.Continuity;
import dev.datamigration.database.log.Continuity.Diverged;
import dev.datamigration.database.log.Continuity.EndsBefore;
import dev.datamigration.database.log.Continuity.FailedOver;
import dev.datamigration.database.log.Continuity.OtherSystem;
import dev.datamigration.database.log.Continuity.Same;
import dev.datamigration.database.log.LogIdentity;
import dev.datamigration.database.postgres.position.Lsn;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WalStateTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                // known history, read up to, present history, present end
                Arguments.of("1", "0/500", "1", "0/500", new Same()),
                Arguments.of("1", "0/500", "1", "0/900", new Same()),
                Arguments.of("1", "0/500", "1", "0/4FF", new EndsBefore(lsn("0/4FF"))),
                Arguments.of("1", "0/500", "1:0/500 2", "0/900", new FailedOver("1", "2", lsn("0/500"))),
                Arguments.of("1", "0/500", "1:0/4FF 2", "0/900", new Diverged("1", "2", lsn("0/4FF"))),
                // two promotions between two looks
                Arguments.of("1", "0/500", "1:0/600 2:0/700 3", "0/900", new FailedOver("1", "3", lsn("0/600"))),
                Arguments.of("1", "0/500", "1:0/400 2:0/700 3", "0/900", new Diverged("1", "3", lsn("0/400"))),
                Arguments.of(
                        "1:0/300 2", "0/500", "1:0/300 2:0/600 3", "0/900", new FailedOver("2", "3", lsn("0/600"))),
                Arguments.of("1:0/300 2", "0/500", "1:0/300 2", "0/900", new Same()),
                Arguments.of("1:0/300 2", "0/500", "1:0/300 2", "0/400", new EndsBefore(lsn("0/400"))),
                // two standbys that were both promoted to timeline 2
                Arguments.of("1:0/300 2", "0/500", "1:0/350 2", "0/900", new Diverged("2", "2", lsn("0/300"))),
                // a sibling: timeline 3 begins where timeline 1 was left, too
                Arguments.of("1:0/300 2", "0/500", "1:0/300 3", "0/900", new Diverged("2", "3", lsn("0/300"))),
                Arguments.of("1:0/300 2", "0/300", "1:0/300 3", "0/900", new FailedOver("2", "3", lsn("0/300"))),
                // back to the old primary
                Arguments.of("1:0/300 2", "0/500", "1", "0/900", new Diverged("2", "1", lsn("0/300"))),
                Arguments.of("1:0/300 2", "0/300", "1", "0/900", new FailedOver("2", "1", lsn("0/300"))),
                // the file of the history is gone
                Arguments.of("1:0/300 2", "0/500", "5", "0/900", new Diverged("2", "5", Lsn.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofOneSystem(String known, String read, String now, String end, Continuity expected) {
        assertThat(state("7", now, end).since(new LogIdentity("7", known), lsn(read)))
                .isEqualTo(expected);
    }

    @Test
    void ofAnotherSystem() {
        assertThat(state("8", "1", "0/900").since(new LogIdentity("7", "1"), lsn("0/500")))
                .isEqualTo(new OtherSystem("7", "8"));
    }

    @Test
    void historyAsTheServerWritesIt() {
        var file = "1\t0/3000148\tno recovery target specified\n\n2\t1/A0000000\tbefore 2026-11-29 # 3\n";
        var history = TimelineHistory.ofFile(3, file);
        assertThat(history).hasToString("1:0/3000148 2:1/A0000000 3");
        assertThat(TimelineHistory.parse(history.toString())).isEqualTo(history);
        assertThat(TimelineHistory.parse("1")).isEqualTo(TimelineHistory.first(1));
    }

    private static WalState state(String system, String history, String end) {
        return new WalState(system, TimelineHistory.parse(history), lsn(end));
    }

    private static Lsn lsn(String text) {
        return Lsn.parse(text);
    }
}
