package dev.datamigration.transfer.incremental;

import dev.datamigration.database.Position;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps how far the target is. A position that moved without rows is saved only now and then; the source is told of a
 * position only once it is saved, so that a capture that is ahead of it tells of a loss.
 */
final class AppliedProgress {
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final AppliedGauge applied;
    private final Consumer<Position> confirm;
    private Position saved;
    private long lastSave = System.nanoTime();

    /**
     * @param applied moved by this
     * @param confirm tells the source
     */
    AppliedProgress(AppliedGauge applied, Consumer<Position> confirm) {
        this.applied = applied;
        this.confirm = confirm;
        this.saved = applied.get();
    }

    Position applied() {
        return applied.get();
    }

    /** The target has committed the position, and rows if there were any. */
    void committed(Position position) {
        applied.set(position);
        saved(position);
    }

    /** There was nothing to apply up to this position. */
    void moveWithoutRows(Position position) {
        applied.set(position);
    }

    /** Returns whether the position has moved since it was saved. */
    boolean isUnsaved() {
        return !applied.get().equals(saved);
    }

    /** Returns whether the position has moved since it was saved, and that is some time ago. */
    boolean isSaveDue() {
        return isUnsaved() && System.nanoTime() - lastSave >= SAVE_NANOS;
    }

    private void saved(Position position) {
        saved = position;
        lastSave = System.nanoTime();
        confirm.accept(position);
    }
}
