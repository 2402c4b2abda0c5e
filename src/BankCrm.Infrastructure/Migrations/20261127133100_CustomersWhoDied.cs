using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CustomersWhoDied : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "died_on",
                table: "customers",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "death_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    known_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stage_before = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reported_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<byte[]>(type: "bytea", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_death_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_death_reports_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_death_reports_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_death_reports_staff_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_death_reports_staff_reported_by",
                        column: x => x.reported_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_death_reports_staff_undone_by",
                        column: x => x.undone_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_owner_died",
                table: "customers",
                column: "owner_id",
                filter: "died_on is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_customers_died",
                table: "customers",
                sql: "died_on is null or (stage = 'Closed' and kind = 'Individual')");

            migrationBuilder.CreateIndex(
                name: "ix_death_reports_branch_waiting",
                table: "death_reports",
                columns: new[] { "branch_id", "reported_at", "id" },
                filter: "state = 'Reported'");

            migrationBuilder.CreateIndex(
                name: "ix_death_reports_customer_id_reported_at",
                table: "death_reports",
                columns: new[] { "customer_id", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "ix_death_reports_decided_by",
                table: "death_reports",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_death_reports_reported_by",
                table: "death_reports",
                column: "reported_by");

            migrationBuilder.CreateIndex(
                name: "ix_death_reports_undone_by",
                table: "death_reports",
                column: "undone_by");

            migrationBuilder.CreateIndex(
                name: "ux_death_reports_waiting",
                table: "death_reports",
                column: "customer_id",
                unique: true,
                filter: "state = 'Reported'");

            migrationBuilder.Sql(RowSecuritySql.Protect("death_reports"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "death_reports");

            migrationBuilder.DropIndex(
                name: "ix_customers_owner_died",
                table: "customers");

            migrationBuilder.DropCheckConstraint(
                name: "ck_customers_died",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "died_on",
                table: "customers");
        }
    }
}
