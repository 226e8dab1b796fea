package dev.datamigration.transfer.verify;

import dev.datamigration.database.postgres.compare.SuspectReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at suspects again, round after round, until each is settled; {@link Verdict} says why that is right. */
final class Recheck {
    static final int ROUNDS = 12;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final SuspectReader onSource;
    private final SuspectReader onTarget;
    private final Barriers barriers;
    private final Halt halt;

    Recheck(SuspectReader onSource, SuspectReader onTarget, Barriers barriers, Halt halt) {
        this.onSource = onSource;
        this.onTarget = onTarget;
        this.barriers = barriers;
        this.halt = halt;
    }

    Settled settle(List<List<String>> suspects, Servers servers) {
        var equalRows = 0L;
        var different = new LinkedHashMap<List<String>, Settled.Difference>();
        Map<List<String>, Look> before = new HashMap<>();
        var open = List.copyOf(suspects);
        var pause = FIRST_PAUSE_MILLIS;
        for (var round = 1; round <= ROUNDS && !open.isEmpty(); round++) {
            var looks = look(open, servers);
            var moving = new HashMap<List<String>, Look>();
            for (var suspect : open) {
                var look = looks.get(suspect);
                switch (verdict(before.get(suspect), look)) {
                    case Equal -> equalRows += look.target().rows();
                    case Different -> {
                        var difference = difference(suspect, look);
                        different.putIfAbsent(difference.key(), difference);
                    }
                    case Moving -> moving.put(suspect, look);
                }
            }
            open = open.stream().filter(moving::containsKey).toList();
            before = moving;
            if (!open.isEmpty() && round < ROUNDS) {
                halt.pause(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
        return new Settled(equalRows, List.copyOf(different.values()), open);
    }

    private Verdict verdict(Look before, Look now) {
        return barriers.exist() ? Verdict.of(before, now) : Verdict.withoutApply(now);
    }

    private Map<List<String>, Look> look(List<List<String>> suspects, Servers servers) {
        var sightings = new Sightings(() -> servers.source().ask(source -> onSource.look(source, suspects)));
        sightings.look();
        var passed = barriers.raise();
        while (!passed.getAsBoolean()) {
            halt.pause(sightings.pauseMillis());
            sightings.lookIfWorthIt();
        }
        var ofTarget = servers.target().ask(target -> onTarget.look(target, suspects));
        sightings.look();
        var looks = new HashMap<List<String>, Look>();
        for (var i = 0; i < suspects.size(); i++) {
            looks.put(suspects.get(i), new Look(sightings.of(i), ofTarget.get(i)));
        }
        return looks;
    }

    /** A key that both sides spell differently is two suspects, but one row: the source's spelling names it. */
    private static Settled.Difference difference(List<String> suspect, Look look) {
        var source = look.lastOnSource();
        var key = source.absent()
                ? (look.target().absent() ? suspect : look.target().key())
                : source.key();
        return new Settled.Difference(key, source, look.target());
    }
}
