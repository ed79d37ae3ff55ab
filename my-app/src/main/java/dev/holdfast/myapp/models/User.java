package dev.holdfast.myapp.models;

import dev.holdfast.Lowercase;
import dev.holdfast.Trim;
import dev.holdfast.data.CreatedAt;
import dev.holdfast.data.Field;
import dev.holdfast.data.Id;
import dev.holdfast.data.Model;
import dev.holdfast.data.Projection;
import dev.holdfast.data.Table;
import dev.holdfast.data.Unique;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** Somebody with an account. The password is not here: accounts keep it. */
@Table("users")
public record User(
        @Id UserId id,
        @Trim @NotBlank @Size(max = 100) String name,

        @Trim @Lowercase @NotBlank @Email @Size(max = 254) @Unique String email,

        Role role,
        @CreatedAt Instant createdAt) {

    public static final Model<User, UserId> MODEL = Model.of(User.class, UserId.class);
    public static final Field<User, UserId> ID = MODEL.field("id", UserId.class);
    public static final Field<User, String> NAME = MODEL.field("name", String.class);
    public static final Field<User, String> EMAIL = MODEL.field("email", String.class);
    public static final Field<User, Role> ROLE = MODEL.field("role", Role.class);
    public static final Field<User, Instant> CREATED_AT = MODEL.field("createdAt", Instant.class);
    public static final Projection<User, UserName> AS_OTHERS_SEE = MODEL.projection(UserName.class);
}
