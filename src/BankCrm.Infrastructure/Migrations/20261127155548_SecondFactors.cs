using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SecondFactors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "authenticator_pending",
                table: "sign_ins",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "authenticator_seed",
                table: "sign_ins",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "authenticator_since",
                table: "sign_ins",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "authenticator_step",
                table: "sign_ins",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string[]>(
                name: "recovery_codes",
                table: "sign_ins",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.CreateTable(
                name: "sign_in_questions",
                columns: table => new
                {
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_questions", x => x.secret_hash);
                    table.ForeignKey(
                        name: "fk_sign_in_questions_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_questions_staff_id",
                table: "sign_in_questions",
                column: "staff_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sign_in_questions");

            migrationBuilder.DropColumn(
                name: "authenticator_pending",
                table: "sign_ins");

            migrationBuilder.DropColumn(
                name: "authenticator_seed",
                table: "sign_ins");

            migrationBuilder.DropColumn(
                name: "authenticator_since",
                table: "sign_ins");

            migrationBuilder.DropColumn(
                name: "authenticator_step",
                table: "sign_ins");

            migrationBuilder.DropColumn(
                name: "recovery_codes",
                table: "sign_ins");
        }
    }
}
