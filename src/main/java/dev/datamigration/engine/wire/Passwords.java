package dev.datamigration.engine.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.datamigration.database.Password;
import java.io.IOException;

/** Passwords as they are, since the worker needs them. */
final class Passwords extends SimpleModule {
    private static final long serialVersionUID = 1L;

    Passwords() {
        super("passwords");
        addSerializer(new Writer());
        addDeserializer(Password.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Password> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Password.class);
        }

        @Override
        public void serialize(Password password, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(password.reveal());
        }
    }

    private static final class Reader extends StdDeserializer<Password> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Password.class);
        }

        @Override
        public Password deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new Password(json.getValueAsString(""));
        }
    }
}
