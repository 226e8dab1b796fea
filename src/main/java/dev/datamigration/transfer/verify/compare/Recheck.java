package dev.datamigration.transfer.verify.compare;

import dev.datamigration.database.compare.Both;
import dev.datamigration.database.compare.ComparedTable;
import dev.datamigration.transfer.verify.result.Servers;
import dev.datamigration.transfer.verify.result.Settled;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Looks at suspects again, round after round, until each is settled; {@link SuspectDecision} says why that is right. */
public final class Recheck {
    /** So many rounds that what is under change at times is settled. */
    public static final int PATIENT = 20;

    /** For who comes back to what is not settled. */
    public static final int BRIEF = 4;

    private static final int TARGET_LOOKS = 10;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Both<ComparedTable> pair;
    private final Barriers barriers;
    private final int rounds;
    private final StopSignal stopSignal;

    /** @param rounds after so many, what still moves is undecided */
    public Recheck(Both<ComparedTable> pair, Barriers barriers, int rounds, StopSignal stopSignal) {
        this.pair = pair;
        this.rounds = rounds;
        this.barriers = barriers;
        this.stopSignal = stopSignal;
    }

    public Settled settle(List<List<String>> suspects, Servers servers) {
        var equalRows = 0L;
        var different = new LinkedHashMap<List<String>, Settled.Difference>();
        Map<List<String>, Look> before = new HashMap<>();
        var open = List.copyOf(suspects);
        var pause = FIRST_PAUSE_MILLIS;
        for (var round = 1; round <= rounds && !open.isEmpty(); round++) {
            var looks = look(open, servers);
            var moving = new HashMap<List<String>, Look>();
            for (var suspect : open) {
                var look = looks.get(suspect);
                switch (verdict(before.get(suspect), look)) {
                    case Equal -> equalRows += look.lastOnTarget().rows();
                    case Different -> {
                        var difference = difference(suspect, look);
                        different.putIfAbsent(difference.key(), difference);
                    }
                    case Moving -> moving.put(suspect, look);
                }
            }
            open = open.stream().filter(moving::containsKey).toList();
            before = moving;
            if (!open.isEmpty() && round < rounds) {
                stopSignal.pause(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
        return new Settled(equalRows, List.copyOf(different.values()), open);
    }

    private SuspectDecision verdict(Look before, Look now) {
        return barriers.exist() ? SuspectDecision.of(before, now) : SuspectDecision.withoutApply(now);
    }

    private Map<List<String>, Look> look(List<List<String>> suspects, Servers servers) {
        return barriers.exist() ? lookAfterBarrier(suspects, servers) : lookOnce(suspects, servers);
    }

    private Map<List<String>, Look> lookOnce(List<List<String>> suspects, Servers servers) {
        var seen = servers.both(
                connection -> pair.source().look(connection, suspects),
                connection -> pair.target().look(connection, suspects));
        return looks(
                suspects,
                n -> new Look(
                        List.of(seen.source().get(n)), List.of(seen.target().get(n))));
    }

    private Map<List<String>, Look> lookAfterBarrier(List<List<String>> suspects, Servers servers) {
        var source = new RowObservations(
                () -> servers.source().ask(connection -> pair.source().look(connection, suspects)));
        var target = new RowObservations(
                () -> servers.target().ask(connection -> pair.target().look(connection, suspects)));
        source.look();
        awaitTarget(source);
        target.look();
        source.look();
        for (var again = 1; again < TARGET_LOOKS && source.cheap() && target.cheap(); again++) {
            target.look();
            source.look();
        }
        return looks(suspects, n -> new Look(source.of(n), target.of(n)));
    }

    private static Map<List<String>, Look> looks(List<List<String>> suspects, IntFunction<Look> look) {
        var looks = new HashMap<List<String>, Look>();
        for (var n = 0; n < suspects.size(); n++) {
            looks.put(suspects.get(n), look.apply(n));
        }
        return looks;
    }

    private void awaitTarget(RowObservations source) {
        var passed = barriers.raise();
        while (!passed.getAsBoolean()) {
            stopSignal.pause(source.pauseMillis());
            if (source.mayLookAgain()) {
                source.look();
            }
        }
    }

    /** A key that both sides spell differently is two suspects, but one row: the source's spelling names it. */
    private Settled.Difference difference(List<String> suspect, Look look) {
        var source = look.lastOnSource();
        var target = look.lastOnTarget();
        var key = source.absent() ? (target.absent() ? suspect : target.key()) : source.key();
        return new Settled.Difference(key, source, target, pair.source().hasKey());
    }
}
