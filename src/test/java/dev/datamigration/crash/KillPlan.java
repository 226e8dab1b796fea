package dev.datamigration.crash;

import dev.datamigration.api.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * In which phases, and how long after the operator is seen at work in one, it is killed.
 *
 * @param phase the phase it must have reached
 * @param delayMillis how long it is then left alone
 */
record Kill(Phase phase, int delayMillis) {}

/** Draws kills for one migration: phases in their order, moments at random. */
final class KillPlan {
    /** In one migration. */
    static final int KILLS = 7;

    private KillPlan() {}

    static List<Kill> draw(Random random) {
        var kills = new ArrayList<Kill>();
        add(kills, random, Phase.Precheck, 1, 300);
        add(kills, random, Phase.SchemaMigration, 1, 400);
        add(kills, random, Phase.FullMigration, 3, 2_500);
        add(kills, random, Phase.IncrementalSync, 1, 800);
        add(kills, random, Phase.FullVerification, 1, 1_500);
        return kills;
    }

    private static void add(List<Kill> kills, Random random, Phase phase, int count, int longestMillis) {
        for (var i = 0; i < count; i++) {
            kills.add(new Kill(phase, random.nextInt(longestMillis)));
        }
    }
}
