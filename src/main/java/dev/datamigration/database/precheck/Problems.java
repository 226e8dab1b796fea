package dev.datamigration.database.precheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Gathers problems of one kind into one finding that stays short however many there are. */
public final class Problems {
    /** Most problems, and most remedies of a kind for which one statement does them all, that are written out. */
    static final int WRITTEN_OUT = 20;

    /** Most characters of all remedies that are written out where there is no such statement. */
    private static final int LONGEST = 18_000;

    /** There is no statement that does all. */
    private static final String EACH = "";

    private final List<String> found = new ArrayList<>();
    private final Map<String, LinkedHashSet<String>> remedies = new LinkedHashMap<>();

    public void add(String what, String remedy) {
        add(what, remedy, EACH);
    }

    /** @param forAll does what the remedies of all problems do that are added with it: takes their place where they are many */
    public void add(String what, String remedy, String forAll) {
        found.add(what);
        remedies.computeIfAbsent(forAll, unknown -> new LinkedHashSet<>()).add(remedy);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Failed with everything that was added, or passed with the given message if nothing was. */
    public Finding failedOr(String headline, String passed) {
        return finding(headline, passed, Finding::failed);
    }

    /** As {@link #failedOr}, but a warning. */
    public Finding warningOr(String headline, String passed) {
        return finding(headline, passed, Finding::warning);
    }

    private Finding finding(String headline, String passed, BiFunction<String, String, Finding> kind) {
        return found.isEmpty()
                ? Finding.passed(passed)
                : kind.apply(headline + ": " + written(found, "; ") + ".", remedy());
    }

    private String remedy() {
        return remedies.entrySet().stream()
                .map(group -> group.getKey().equals(EACH) || group.getValue().size() <= WRITTEN_OUT
                        ? complete(group.getValue())
                        : group.getKey())
                .collect(Collectors.joining(" "));
    }

    /** All of them, unless they are too many for a status. */
    private static String complete(Collection<String> all) {
        var text = new StringBuilder();
        var written = 0;
        for (var remedy : all) {
            if (text.length() + remedy.length() > LONGEST) {
                return text + " (" + (all.size() - written) + " more do not fit here: look again once these are done)";
            }
            text.append(written == 0 ? "" : " ").append(remedy);
            written++;
        }
        return text.toString();
    }

    /** The first of them, and how many more there are. */
    static String written(Collection<String> all, String separator) {
        var text = String.join(separator, all.stream().limit(WRITTEN_OUT).toList());
        return all.size() <= WRITTEN_OUT ? text : text + separator + "and " + (all.size() - WRITTEN_OUT) + " more";
    }
}
