using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class NoteOrigins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "author",
                table: "notes",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "notes",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_notes_author",
                table: "notes",
                sql: "author is null or source is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_notes_author",
                table: "notes");

            migrationBuilder.DropColumn(
                name: "author",
                table: "notes");

            migrationBuilder.DropColumn(
                name: "source",
                table: "notes");
        }
    }
}
