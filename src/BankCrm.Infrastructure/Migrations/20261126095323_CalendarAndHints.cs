using System;
using BankCrm.Infrastructure.Admin.Calendar;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CalendarAndHints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "digest",
                table: "source_records",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "account_id",
                table: "movement_alerts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "calendar_years",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_years", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    year_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_days", x => new { x.year_id, x.day });
                    table.ForeignKey(
                        name: "fk_calendar_days_calendar_years_year_id",
                        column: x => x.year_id,
                        principalTable: "calendar_years",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accounts_status_id",
                table: "accounts",
                columns: new[] { "status", "id" },
                filter: "status not in ('Open', 'Closed')");

            migrationBuilder.CreateIndex(
                name: "ux_calendar_years_year",
                table: "calendar_years",
                column: "year",
                unique: true);

            migrationBuilder.Sql(ShippedYear.Sql);

            // Plain hashes of what was received give away short messages, and nothing can make them keyed ones. That it was received stays known.
            migrationBuilder.Sql(
                """
                delete from received_messages;
                update source_records set digest = null;
                select set_config('crm.scope', 'all', true);
                update message_conflicts set digest = gen_random_uuid();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_days");

            migrationBuilder.DropTable(
                name: "calendar_years");

            migrationBuilder.DropIndex(
                name: "ix_accounts_status_id",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "account_id",
                table: "movement_alerts");

            migrationBuilder.AlterColumn<Guid>(
                name: "digest",
                table: "source_records",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
