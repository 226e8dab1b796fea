package dev.datamigration.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has the contenders of a scene do the work in turn, each round begun by another one, so that none always has the caches that
 * the same other one left.
 *
 * @param warmUps rounds that are not counted
 * @param rounds that are
 * @param say is told of each run
 */
public record Rounds(int warmUps, int rounds, Consumer<String> say) {
    public Rounds {
        if (warmUps < 0 || rounds < 1) {
            throw new IllegalArgumentException("needs a round: " + rounds + " after " + warmUps);
        }
    }

    public Comparison of(Scene scene) throws Exception {
        var absent = new ArrayList<Absent>();
        var seconds = new LinkedHashMap<Contender, List<Double>>();
        for (var contender : scene.contenders()) {
            contender
                    .missing()
                    .ifPresentOrElse(
                            why -> absent.add(new Absent(contender.name(), why)),
                            () -> seconds.put(contender, new ArrayList<>()));
        }
        absent.forEach(peer -> say.accept(peer.name() + " is left out: " + peer.why()));
        for (var round = -warmUps; round < rounds; round++) {
            round(scene, round, seconds);
        }
        return new Comparison(
                seconds.entrySet().stream()
                        .map(of -> new Measured(of.getKey().name(), of.getValue()))
                        .toList(),
                absent);
    }

    private void round(Scene scene, int round, Map<Contender, List<Double>> seconds) throws Exception {
        scene.beforeRound();
        var order = new ArrayList<>(seconds.keySet());
        Collections.rotate(order, -Math.floorMod(round, order.size()));
        for (var contender : order) {
            var took = contender.seconds();
            say.accept(
                    "%s, %s: %.2f s".formatted(round < 0 ? "warm-up" : "round " + (round + 1), contender.name(), took));
            if (round >= 0) {
                seconds.get(contender).add(took);
            }
        }
        scene.afterRound();
    }
}
