package dev.datamigration.failure;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a test says, as its source has it: its own body and those of the methods of its class that it calls. */
final class TestSource {
    /** A text that the product printed is taken, as it is or in parts. */
    private static final Pattern TAKES =
            Pattern.compile("\\b(remedy|sql|message|statements?|kept|getMessage|leftBehind|script|text)\\(");

    /** Something is run that does not stand in the test. */
    private static final Pattern RUNS =
            Pattern.compile("\\b(execute|executeUpdate|query|queryOne|run|enter)\\(\\s*(?!\\s|\"|\\))|::execute\\b");

    private final String source;

    TestSource(String source) {
        this.source = source;
    }

    boolean has(String method) {
        return !body(method).isEmpty();
    }

    /** Whether it takes a text that the product printed, and runs something that the test does not say itself. */
    boolean runsWhatIsPrinted(String method) {
        var text = reached(method);
        return TAKES.matcher(text).find() && RUNS.matcher(text).find();
    }

    private String reached(String method) {
        var names = new LinkedHashSet<String>();
        collect(method, names);
        var text = new StringBuilder();
        names.forEach(name -> text.append(body(name)));
        return text.toString();
    }

    private void collect(String method, Set<String> found) {
        var body = body(method);
        if (body.isEmpty() || !found.add(method)) {
            return;
        }
        Pattern.compile("\\b(\\w+)\\(|::(\\w+)\\b")
                .matcher(body)
                .results()
                .map(call -> call.group(1) == null ? call.group(2) : call.group(1))
                .forEach(name -> collect(name, found));
    }

    /** Of all methods of that name; empty where there is none. */
    private String body(String method) {
        var text = new StringBuilder();
        Pattern.compile(
                        "^    (?!return |new |throw )[\\w<>\\[\\], .?@]+ " + method + "\\([^;{]*\\{.*?^    \\}",
                        Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(source)
                .results()
                .forEach(found -> text.append(found.group()));
        return text.toString();
    }
}
