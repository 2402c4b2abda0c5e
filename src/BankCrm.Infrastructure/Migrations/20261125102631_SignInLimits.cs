using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SignInLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "ix_sign_ins_normalized_user_name",
                table: "sign_ins",
                newName: "ux_sign_ins_name");

            migrationBuilder.AddColumn<bool>(
                name: "one_session",
                table: "roles",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "attempt_limits",
                columns: table => new
                {
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempt_limits", x => x.key);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempt_limits");

            migrationBuilder.DropColumn(
                name: "one_session",
                table: "roles");

            migrationBuilder.RenameIndex(
                name: "ux_sign_ins_name",
                table: "sign_ins",
                newName: "ix_sign_ins_normalized_user_name");
        }
    }
}
