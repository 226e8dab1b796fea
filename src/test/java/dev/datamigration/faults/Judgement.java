package dev.datamigration.faults;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.faults.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the failures that came are those that had to come, or may have. Pure. */
final class Judgement {
    private Judgement() {}

    static List<String> of(List<Fault> injected, List<FailureStatus> failures) {
        var found = new ArrayList<String>();
        var codes = failures.stream().map(FailureStatus::code).collect(Collectors.toSet());
        Set<String> allowed =
                injected.stream().flatMap(fault -> fault.mayFailWith().stream()).collect(Collectors.toSet());
        failures.stream()
                .filter(failure -> !allowed.contains(failure.code()))
                .forEach(failure -> found.add("failed without need: " + failure));
        injected.stream()
                .filter(Fault::mustBeNoticed)
                .filter(fault -> fault.mayFailWith().stream().noneMatch(codes::contains))
                .forEach(fault -> found.add("not noticed: " + fault.name()));
        return found;
    }
}
