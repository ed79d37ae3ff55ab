package dev.holdfast.docs.models;

import dev.holdfast.Default;
import dev.holdfast.Hidden;
import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import dev.holdfast.data.UpdatedAt;
import dev.holdfast.myapp.models.Role;
import dev.holdfast.myapp.models.UserId;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;

// tag::model[]
/** Somebody who may sign in. */
@Table("members")
public record Member(
        @Id UserId id,
        @Trim @NotBlank String name,
        @Trim @Lowercase @NotBlank @Email @Unique String email,
        Hidden<@Size(min = 8) String> password,
        @Default("USER") Role role,
        @CreatedAt Instant createdAt,
        @UpdatedAt Instant updatedAt) {

    public static final Model<Member, UserId> MODEL = Model.of(Member.class, UserId.class);
    public static final Field<Member, UserId> ID = MODEL.field("id", UserId.class);
    public static final Field<Member, String> PASSWORD = MODEL.field("password", String.class);
}
// end::model[]
