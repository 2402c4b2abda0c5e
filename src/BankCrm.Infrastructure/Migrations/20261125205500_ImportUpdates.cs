using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class ImportUpdates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_import_runs_started_at",
                table: "import_runs");

            migrationBuilder.AddColumn<string>(
                name: "action",
                table: "imported_customers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Created");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "written_at",
                table: "imported_customers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<bool>(
                name: "has_written",
                table: "import_runs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "undone_by",
                table: "import_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "left_changed",
                table: "import_progress",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "undone",
                table: "import_progress",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "updated",
                table: "import_progress",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "import_images",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    customer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    table_name = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    before = table.Column<string>(type: "jsonb", nullable: true),
                    after = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_images", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_images_import_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "import_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_started_at",
                table: "import_runs",
                column: "started_at",
                filter: "status in ('Checking', 'Running', 'Cancelling', 'Undoing')");

            migrationBuilder.CreateIndex(
                name: "ix_import_findings_customer_id",
                table: "import_findings",
                column: "customer_id",
                filter: "customer_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_import_images_customer_id",
                table: "import_images",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_images_run_id_line",
                table: "import_images",
                columns: new[] { "run_id", "line" });

            migrationBuilder.Sql(RowSecuritySql.Protect("import_images"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_images");

            migrationBuilder.DropIndex(
                name: "ix_import_runs_started_at",
                table: "import_runs");

            migrationBuilder.DropIndex(
                name: "ix_import_findings_customer_id",
                table: "import_findings");

            migrationBuilder.DropColumn(
                name: "action",
                table: "imported_customers");

            migrationBuilder.DropColumn(
                name: "written_at",
                table: "imported_customers");

            migrationBuilder.DropColumn(
                name: "has_written",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "undone_by",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "left_changed",
                table: "import_progress");

            migrationBuilder.DropColumn(
                name: "undone",
                table: "import_progress");

            migrationBuilder.DropColumn(
                name: "updated",
                table: "import_progress");

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_started_at",
                table: "import_runs",
                column: "started_at",
                filter: "status in ('Checking', 'Running', 'Cancelling')");
        }
    }
}
