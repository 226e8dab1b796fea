package dev.datamigration.alert.message;

import java.util.List;

/** Holds what a person is told, before it gets a robot's format. Plain text without any markup. */
public record Message(String title, List<Section> sections) {
    public Message {
        sections = List.copyOf(sections);
    }

    /**
     * A part of a message.
     *
     * @param heading may be null
     */
    public record Section(String heading, List<String> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }
}
