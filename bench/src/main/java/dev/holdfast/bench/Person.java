package dev.holdfast.bench;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Somebody, as the API of the reference backend would show them. */
@Json
record Person(UUID id, String name, String email, Role role, Instant createdAt) {

    enum Role {
        USER,
        ADMIN
    }

    /** One and the same person for each number. */
    static Person number(int number) {
        return new Person(
                new UUID(0x0192_F3A4_7B5C_7000L + number, 0x8000_0000_0000_0000L + number),
                "Ann Example " + number,
                "ann.example" + number + "@example.com",
                number == 0 ? Role.ADMIN : Role.USER,
                Instant.ofEpochSecond(1_790_000_000L + number));
    }

    static List<Person> ten() {
        return IntStream.range(0, 10).mapToObj(Person::number).toList();
    }
}
