using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class SecondPairOfEyes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "prepared_by",
                table: "import_runs",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "api_client_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    all_branches = table.Column<bool>(type: "boolean", nullable: false),
                    branches = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    addresses = table.Column<string[]>(type: "text[]", nullable: false),
                    rate_per_minute = table.Column<int>(type: "integer", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    overlap_hours = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_client_proposals", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_client_proposals_api_clients_client_id",
                        column: x => x.client_id,
                        principalTable: "api_clients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_client_proposals_staff_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_client_proposals_staff_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_client_proposals_decided_by",
                table: "api_client_proposals",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_api_client_proposals_proposed_by",
                table: "api_client_proposals",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ux_api_client_proposals_waiting",
                table: "api_client_proposals",
                column: "client_id",
                unique: true,
                filter: "state = 'Proposed'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_client_proposals");

            migrationBuilder.DropColumn(
                name: "prepared_by",
                table: "import_runs");
        }
    }
}
