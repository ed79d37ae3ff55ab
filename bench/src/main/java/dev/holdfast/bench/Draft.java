package dev.holdfast.bench;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Somebody as told by a client, with the rules of the reference backend. */
@io.avaje.jsonb.Json
record Draft(
        @Trim @NotBlank @Size(max = 100) String name,
        @Trim @Lowercase @NotBlank @Email @Size(max = 254) String email,
        @Size(max = 100) String city) {

    /** The same without rules: what is left is reading and building. */
    record Unruled(@Trim String name, @Trim @Lowercase String email, String city) {}

    @io.avaje.jsonb.Json
    record Ten(@Size(max = 100) List<Draft> users) {}

    record TenUnruled(List<Unruled> users) {}

    static Draft number(int number) {
        return new Draft("Ann Example " + number, "ann.example" + number + "@example.com", "Utrecht, the Netherlands");
    }
}
