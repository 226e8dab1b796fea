package dev.datamigration.lifecycle;

import dev.datamigration.api.Phase;
import dev.datamigration.lifecycle.model.Directive;
import dev.datamigration.lifecycle.model.Directive.Pursue;
import dev.datamigration.lifecycle.model.Wanted;

/** What a worker may be told. */
final class Told {
    private Told() {}

    static Directive run(long epoch, Phase phase) {
        return new Pursue(epoch, new Wanted.Run(phase));
    }

    static Directive stop(long epoch) {
        return new Pursue(epoch, new Wanted.Stop());
    }

    static Directive release(long epoch) {
        return new Pursue(epoch, new Wanted.Release());
    }

    static Directive releaseOrphans(long epoch) {
        return new Pursue(epoch, new Wanted.ReleaseOrphans());
    }

    /** Returns what should run, or null where something else is told. */
    static Wanted.Run running(Directive directive) {
        return directive instanceof Pursue told && told.wanted() instanceof Wanted.Run run ? run : null;
    }
}
