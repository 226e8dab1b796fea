package dev.datamigration.faults.fault;

import java.util.Set;

/** What a task may and must say of a server that has lost what was committed there. */
final class WentBack {
    static final Set<String> CODES =
            Set.of("LogDiverged", "LogBehind", "ServerReplaced", "CheckpointsBehind", "StatusBehind", "SlotLost");

    private WentBack() {}
}
