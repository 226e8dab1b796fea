package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.engine.TaskId;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
    private final List<String> log = new ArrayList<>();
    private final RepeatedWarnings warnings = new RepeatedWarnings(
            new TaskId("shop", "orders", "uid"), (text, error) -> log.add((error != null) + " " + text));

    private void met(String message, int times) {
        for (var i = 0; i < times; i++) {
            warnings.met(new FailureException(new Failure(FailureCode.Unreachable, Side.Source, message, "start it")));
        }
    }

    @Test
    void equalOnesAreToldOnceAndThenCounted() {
        met("no answer", 5_658);
        warnings.over();
        warnings.over();
        assertThat(log)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("true").contains("no answer"),
                        tenth -> assertThat(tenth).startsWith("false").contains("10 times"),
                        hundredth -> assertThat(hundredth).contains("100 times"),
                        thousandth -> assertThat(thousandth).contains("1000 times"),
                        all -> assertThat(all).contains("5658 times in all"));
    }

    @Test
    void anotherOneIsToldAtOnceAndWhatCameOnceIsNotCounted() {
        met("no answer", 1);
        met("refused", 2);
        met("no answer", 1);
        assertThat(log)
                .satisfiesExactly(
                        one -> assertThat(one).contains("no answer"),
                        other -> assertThat(other).startsWith("true").contains("refused"),
                        count -> assertThat(count).contains("2 times in all", "refused"),
                        again -> assertThat(again).startsWith("true").contains("no answer"));
    }
}
