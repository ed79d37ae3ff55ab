package dev.holdfast.json;

import dev.holdfast.Page;
import dev.holdfast.Scalar;
import dev.holdfast.http.Success;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How the house's own types are written. */
final class HouseTypes {

    private HouseTypes() {}

    static JacksonModule module() {
        return new SimpleModule("holdfast")
                .addSerializer(new ScalarSerializer())
                .addSerializer(Success.class, new SuccessSerializer());
    }

    private static final class ScalarSerializer extends ValueSerializer<Scalar<?>> {
        @Override
        public Class<?> handledType() {
            return Scalar.class;
        }

        @Override
        public void serialize(Scalar<?> scalar, JsonGenerator json, SerializationContext context) {
            context.writeValue(json, scalar.value());
        }
    }

    private static final class SuccessSerializer extends ValueSerializer<Success> {
        @Override
        public void serialize(Success success, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("status", "success");
            json.writeName("data");
            writeData(success.data(), json, context);
            if (success.page() != null) {
                json.writeName("page");
                writePage(success.page(), json);
            }
            json.writeEndObject();
        }

        private static void writeData(Object data, JsonGenerator json, SerializationContext context) {
            if (data instanceof Map<?, ?> named) {
                json.writeStartObject();
                named.forEach((name, thing) -> {
                    json.writeName(String.valueOf(name));
                    context.writeValue(json, thing);
                });
                json.writeEndObject();
            } else {
                context.writeValue(json, data);
            }
        }

        private static void writePage(Page<?> page, JsonGenerator json) {
            json.writeStartObject();
            json.writeNumberProperty("limit", page.limit());
            json.writeName("next");
            if (page.next().isPresent()) {
                json.writeString(page.next().get());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
    }
}
