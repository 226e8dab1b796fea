package dev.datamigration.kubectl.argument;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line: options may stand anywhere, and of one that stands twice the last counts. */
public final class Arguments {
    private final List<String> words = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Option> flags = EnumSet.noneOf(Option.class);
    private final Map<Option, String> texts = new EnumMap<>(Option.class);
    private final Map<Option, Integer> amounts = new EnumMap<>(Option.class);

    private Arguments() {}

    /** @throws CommandFailure if it is not understood */
    public static Arguments parse(String... line) {
        var arguments = new Arguments();
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(line));
        while (!rest.isEmpty()) {
            arguments.take(rest.pop(), rest);
        }
        return arguments;
    }

    private void take(String word, Deque<String> rest) {
        if (!word.startsWith("-")) {
            words.add(word);
            return;
        }
        var assigned = word.startsWith("--") ? word.indexOf('=') : -1;
        var spelling = assigned < 0 ? word : word.substring(0, assigned);
        var option = Option.spelled(spelling).orElseThrow(() -> CommandFailure.misused(spelling + " is unknown"));
        if (option.kind == Option.Kind.Flag) {
            if (assigned >= 0) {
                throw CommandFailure.misused(spelling + " takes no value");
            }
            flags.add(option);
        } else if (assigned >= 0) {
            put(option, spelling, word.substring(assigned + 1));
        } else if (rest.isEmpty()) {
            throw CommandFailure.misused(spelling + " lacks its value");
        } else {
            put(option, spelling, rest.pop());
        }
    }

    private void put(Option option, String spelling, String value) {
        switch (option.kind) {
            case Number -> amounts.put(option, Amounts.number(spelling, value));
            case Time -> amounts.put(option, Amounts.seconds(spelling, value));
            default -> texts.put(option, value);
        }
        if (option == Option.Names) {
            names.addAll(Arrays.asList(value.split("[, ]+")));
        }
    }

    /** Returns what is no option, in its order. */
    public List<String> words() {
        return words;
    }

    /** Returns what {@code --names} named. */
    List<String> names() {
        return names.stream().filter(name -> !name.isEmpty()).toList();
    }

    public boolean has(Option flag) {
        return flags.contains(flag);
    }

    /** Null if it is not given, or empty. */
    public String text(Option option) {
        var text = texts.get(option);
        return text == null || text.isEmpty() ? null : text;
    }

    /** A number, or seconds; null if it is not given. */
    public Integer amount(Option option) {
        return amounts.get(option);
    }
}
