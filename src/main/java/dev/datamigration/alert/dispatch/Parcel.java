package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.LetterState;
import dev.datamigration.alert.channel.Channel;
import dev.datamigration.alert.channel.HttpCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts that leave in one message; guarded by their office. */
final class Parcel {
    final List<Letter> letters;
    /** How many alerts waited for the same robot when this was made up. */
    final int waiting;
    /** Until then its letters are waited for. */
    final Instant deadline;

    /** Whether it waits for no letter any more. */
    boolean complete;

    boolean underway;
    int attempts;
    /** Whether an earlier attempt may have been taken. */
    boolean unclear;

    Instant notBefore = Instant.MIN;

    Parcel(List<Letter> letters, int waiting, Instant deadline) {
        this.letters = new ArrayList<>(letters);
        this.waiting = waiting;
        this.deadline = deadline;
    }

    Channel channel() {
        return letters.get(0).channel;
    }

    HttpCall compose(Instant now) {
        return channel().compose(letters.stream().map(letter -> letter.notice).toList(), waiting, now);
    }

    boolean armed() {
        return letters.stream().allMatch(letter -> letter.armed);
    }

    void become(LetterState state) {
        letters.forEach(letter -> letter.state = state);
    }
}
