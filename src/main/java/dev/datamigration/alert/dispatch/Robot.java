package dev.datamigration.alert.dispatch;

import dev.datamigration.alert.LetterState;
import dev.datamigration.alert.channel.RobotLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything about one address, however many tasks share it; guarded by its office. */
final class Robot {
    /** So long a claimed alert is waited for until its task's status says so; after that the others leave without it. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RobotLimits limits;
    private final RateWindow window;
    private final List<Letter> queue = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private Instant blockedUntil = Instant.MIN;

    Robot(RobotLimits limits, Instant processStart) {
        this.limits = limits;
        this.window = new RateWindow(limits, processStart);
    }

    void add(Letter letter) {
        queue.add(letter);
    }

    void remove(Letter letter) {
        queue.remove(letter);
        parcels.stream().filter(parcel -> !parcel.underway).forEach(parcel -> parcel.letters.remove(letter));
        parcels.removeIf(parcel -> parcel.letters.isEmpty());
    }

    /** Whether nothing of it matters any more. */
    boolean forgettable(Instant now) {
        return queue.isEmpty() && parcels.isEmpty() && !now.isBefore(blockedUntil) && window.empty(now);
    }

    /** Moves on as far as the time allows. */
    void step(Round round) {
        if (round.now().isBefore(blockedUntil)) {
            round.wakeAt(blockedUntil);
            for (var parcel : List.copyOf(parcels)) {
                if (!parcel.underway && !parcel.unclear) {
                    giveBack(parcel, parcel.letters, round);
                }
            }
            return;
        }
        List.copyOf(parcels).forEach(parcel -> step(parcel, round));
        while (parcels.size() < limits.parallel() && claim(round)) {
            // one more is on its way
        }
    }

    private void step(Parcel parcel, Round round) {
        if (parcel.underway || !(parcel.complete || complete(parcel, round))) {
            return;
        }
        var at = later(parcel.notBefore, window.next(round.now()));
        if (round.now().isBefore(at)) {
            round.wakeAt(at);
            return;
        }
        window.sent(round.now());
        parcel.underway = true;
        round.send(this, parcel);
    }

    private boolean complete(Parcel parcel, Round round) {
        if (!parcel.armed() && round.now().isBefore(parcel.deadline)) {
            round.wakeAt(parcel.deadline);
            return false;
        }
        giveBack(parcel, parcel.letters.stream().filter(letter -> !letter.armed).toList(), round);
        parcel.complete = true;
        parcel.become(new LetterState.Underway());
        return parcels.contains(parcel);
    }

    /** Whether a message was made up. */
    private boolean claim(Round round) {
        var ready = new ArrayList<Letter>();
        for (var letter : queue) {
            if (round.now().isBefore(letter.readyAt)) {
                round.wakeAt(letter.readyAt);
            } else {
                ready.add(letter);
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        var at = window.next(round.now());
        if (round.now().isBefore(at)) {
            round.wakeAt(at);
            return false;
        }
        var letters = Packing.pack(ready, round.now());
        var waiting = (int) ready.stream().filter(letters.get(0)::goesWith).count();
        var parcel = new Parcel(letters, waiting, round.now().plus(PATIENCE));
        queue.removeAll(parcel.letters);
        parcel.become(new LetterState.Claimed());
        parcel.letters.forEach(round::changed);
        parcels.add(parcel);
        round.wakeAt(parcel.deadline);
        return true;
    }

    /** Letters wait again, before all others. */
    private void giveBack(Parcel parcel, List<Letter> letters, Round round) {
        var back = List.copyOf(letters);
        back.forEach(letter -> {
            letter.wait(new LetterState.Waiting());
            round.changed(letter);
        });
        queue.addAll(0, back);
        parcel.letters.removeAll(back);
        if (parcel.letters.isEmpty()) {
            parcels.remove(parcel);
        }
    }

    void ended(Parcel parcel, LetterState state, Round round) {
        parcel.become(state);
        parcel.letters.forEach(round::changed);
        parcels.remove(parcel);
    }

    void again(Parcel parcel, Instant notBefore) {
        parcel.underway = false;
        parcel.notBefore = notBefore;
    }

    /** Nothing is to be sent until then; what was to be waits. */
    void blocked(Parcel parcel, Instant until, Round round) {
        blockedUntil = later(blockedUntil, until);
        parcel.underway = false;
        giveBack(parcel, parcel.letters, round);
    }

    void block(Instant until) {
        blockedUntil = later(blockedUntil, until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
