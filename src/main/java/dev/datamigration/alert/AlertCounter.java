package dev.datamigration.alert;

import dev.datamigration.api.AlertChannel;
import dev.datamigration.api.AlertKind;
import dev.datamigration.api.AlertLevel;

/** Counts alerts for metrics. */
public interface AlertCounter {
    /** Counts nothing. */
    AlertCounter NONE = new AlertCounter() {
        @Override
        public void sent(AlertChannel channel, AlertLevel level) {}

        @Override
        public void failed(AlertChannel channel, AlertLevel level) {}

        @Override
        public void suppressed(AlertKind kind) {}
    };

    void sent(AlertChannel channel, AlertLevel level);

    void failed(AlertChannel channel, AlertLevel level);

    /** Something began anew and was not told because its interval was not over. */
    void suppressed(AlertKind kind);
}
