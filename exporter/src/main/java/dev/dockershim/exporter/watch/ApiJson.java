package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.watch.ApiException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How the API server's JSON is read: fields that are not known are skipped, a time that is none is null. */
final class ApiJson {

    /** Of one object: etcd takes requests of 1.5 MiB, and what is written there may be longer as JSON. */
    static final int LARGEST_OBJECT = 4 * 1024 * 1024;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxNumberLength(100)
                            .maxStringLength(LARGEST_OBJECT)
                            .build())
                    .build())
            // objects are read one by one, from the middle of a list
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new Time()))
            .build();

    private ApiJson() {}

    /** What reading {@code failed} with, without anything that was read. */
    static ApiException failure(JacksonException failed) {
        if (failed instanceof JacksonIOException) {
            Throwable cause = failed.getCause();
            if (cause instanceof AnswerStream.SilentException) {
                return new ApiException(Kind.FAILED, "the API server's answer does not go on");
            }
            if (cause instanceof AnswerStream.TooLongException) {
                return new ApiException(Kind.INVALID, "an object is longer than " + LARGEST_OBJECT + " bytes");
            }
            return new ApiException(Kind.FAILED, "the API server's answer broke off");
        }
        return new ApiException(Kind.INVALID, "the API server's answer is not the JSON expected there");
    }

    /** A time by RFC 3339. */
    private static final class Time extends ValueDeserializer<Instant> {

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return OffsetDateTime.parse(parser.getString()).toInstant();
                } catch (DateTimeException e) {
                    return null;
                }
            }
            parser.skipChildren();
            return null;
        }
    }
}
