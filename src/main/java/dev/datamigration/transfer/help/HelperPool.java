package dev.datamigration.transfer.help;

import java.util.function.Supplier;

/** The further workers of this one's task. */
public interface HelperPool {
    /** None: this process does everything itself. */
    HelperPool NONE = new HelperPool() {
        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public Helper engage(int number, Supplier<Engagement> terms) {
            throw new IllegalStateException("this process has no helpers");
        }
    };

    /** Returns whether there can be helpers at all. */
    boolean exists();

    /**
     * Begins to ask for a helper, which may come at any time, or never. Returns at once.
     *
     * @param number from 1
     * @param terms asked again whenever the helper is spoken to, since the plan is live
     */
    Helper engage(int number, Supplier<Engagement> terms);
}
