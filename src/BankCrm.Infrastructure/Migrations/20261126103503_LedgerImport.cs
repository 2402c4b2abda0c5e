using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class LedgerImport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_saved_mappings_last",
                table: "saved_mappings");

            migrationBuilder.DropIndex(
                name: "ux_saved_mappings_name",
                table: "saved_mappings");

            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "saved_mappings",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Customers"); // all there were

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_received_at",
                table: "import_runs",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "import_runs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Customers"); // all there were

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_last",
                table: "saved_mappings",
                columns: new[] { "branch_id", "subject", "header_key" },
                unique: true,
                filter: "name = ''");

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_name",
                table: "saved_mappings",
                columns: new[] { "branch_id", "subject", "name" },
                unique: true,
                filter: "name <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_saved_mappings_last",
                table: "saved_mappings");

            migrationBuilder.DropIndex(
                name: "ux_saved_mappings_name",
                table: "saved_mappings");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "saved_mappings");

            migrationBuilder.DropColumn(
                name: "first_received_at",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "import_runs");

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_last",
                table: "saved_mappings",
                columns: new[] { "branch_id", "header_key" },
                unique: true,
                filter: "name = ''");

            migrationBuilder.CreateIndex(
                name: "ux_saved_mappings_name",
                table: "saved_mappings",
                columns: new[] { "branch_id", "name" },
                unique: true,
                filter: "name <> ''");
        }
    }
}
