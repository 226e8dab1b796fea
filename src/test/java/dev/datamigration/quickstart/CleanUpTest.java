package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final List<String> closed = new ArrayList<>();
    private final CleanUp cleanUp = new CleanUp();

    @Test
    void closesLastFirstAndOnceWhateverFails() {
        cleanUp.add(() -> closed.add("server"));
        cleanUp.add(() -> {
            throw new IllegalStateException("shutdown in progress");
        });
        cleanUp.add(() -> closed.add("operator"));
        cleanUp.close();
        cleanUp.close();
        assertThat(closed).containsExactly("operator", "server");
    }

    @Test
    void whatComesTooLateIsClosedAtOnce() {
        cleanUp.close();
        assertThat(cleanUp.hasBegun()).isTrue();
        cleanUp.add(() -> closed.add("late"));
        assertThat(closed).containsExactly("late");
    }
}
