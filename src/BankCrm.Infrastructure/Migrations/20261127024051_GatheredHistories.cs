using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class GatheredHistories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "seen",
                table: "score_versions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "source_id",
                table: "outcome_rows",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "gathers",
                table: "outcome_histories",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "leased_until",
                table: "outcome_histories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "open",
                table: "outcome_histories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "places",
                table: "outcome_histories",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "progress",
                table: "outcome_histories",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AlterColumn<Guid>(
                name: "row_id",
                table: "customer_scores",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "first_answer",
                table: "campaign_contacts",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_answered_at",
                table: "campaign_contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "score_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    history_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    report = table.Column<string>(type: "text", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_checks", x => x.id);
                    table.ForeignKey(
                        name: "fk_score_checks_outcome_histories_history_id",
                        column: x => x.history_id,
                        principalTable: "outcome_histories",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outcome_rows_history_id_source_id",
                table: "outcome_rows",
                columns: new[] { "history_id", "source_id" },
                unique: true,
                filter: "source_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_score_checks_history_id_number_at",
                table: "score_checks",
                columns: new[] { "history_id", "number", "at" });

            // What was said first is not known any more; what is said now is the nearest to it.
            migrationBuilder.Sql("update campaign_contacts set first_answer = answer, first_answered_at = answered_at where answer is not null and answer <> 'NotReached'");
            migrationBuilder.Sql("update outcome_histories set places = rows");
            migrationBuilder.Sql("update score_versions v set seen = h.rows from outcome_histories h where h.id = v.history_id and v.model is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "score_checks");

            migrationBuilder.DropIndex(
                name: "ix_outcome_rows_history_id_source_id",
                table: "outcome_rows");

            migrationBuilder.DropColumn(
                name: "seen",
                table: "score_versions");

            migrationBuilder.DropColumn(
                name: "source_id",
                table: "outcome_rows");

            migrationBuilder.DropColumn(
                name: "gathers",
                table: "outcome_histories");

            migrationBuilder.DropColumn(
                name: "leased_until",
                table: "outcome_histories");

            migrationBuilder.DropColumn(
                name: "open",
                table: "outcome_histories");

            migrationBuilder.DropColumn(
                name: "places",
                table: "outcome_histories");

            migrationBuilder.DropColumn(
                name: "progress",
                table: "outcome_histories");

            migrationBuilder.DropColumn(
                name: "first_answer",
                table: "campaign_contacts");

            migrationBuilder.DropColumn(
                name: "first_answered_at",
                table: "campaign_contacts");

            migrationBuilder.Sql("delete from customer_scores where row_id is null");
            migrationBuilder.AlterColumn<Guid>(
                name: "row_id",
                table: "customer_scores",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
