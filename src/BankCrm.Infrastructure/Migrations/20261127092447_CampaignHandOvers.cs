using System;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CampaignHandOvers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "plan_handed_a_day",
                table: "campaigns",
                type: "integer",
                nullable: false,
                defaultValue: 50_000); // what a new plan has; the others too

            migrationBuilder.AddColumn<decimal>(
                name: "plan_letter_cost",
                table: "campaigns",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: false,
                defaultValue: 1.5m);

            migrationBuilder.AddColumn<decimal>(
                name: "plan_we_chat_cost",
                table: "campaigns",
                type: "numeric(19,4)",
                precision: 19,
                scale: 4,
                nullable: false,
                defaultValue: 0.02m);

            migrationBuilder.AddColumn<Guid>(
                name: "hand_over_id",
                table: "campaign_contacts",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "campaign_hand_overs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    wave = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    counted = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: true),
                    held_back = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    picked_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pick_ups = table.Column<int>(type: "integer", nullable: false),
                    failure = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    written = table.Column<int>(type: "integer", nullable: false),
                    leased_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_hand_overs", x => x.id);
                    table.CheckConstraint("ck_campaign_hand_overs_file", "(state in ('Waiting', 'Failed')) = (file_id is null)");
                    table.CheckConstraint("ck_campaign_hand_overs_key", "state in ('Ready', 'PickedUp') or file_key is null");
                    table.ForeignKey(
                        name: "fk_campaign_hand_overs_branches_branch_id",
                        column: x => x.branch_id,
                        principalTable: "branches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaign_hand_overs_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaign_hand_overs_staff_requested_by",
                        column: x => x.requested_by,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_hand_over_id",
                table: "campaign_contacts",
                column: "hand_over_id",
                filter: "hand_over_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_contacts_to_hand_over",
                table: "campaign_contacts",
                columns: new[] { "campaign_id", "channel", "wave", "id" },
                filter: "state = 'Planned' and channel in ('Letter', 'WeChat')");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_hand_overs_branch_id",
                table: "campaign_hand_overs",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_hand_overs_campaign_id_id",
                table: "campaign_hand_overs",
                columns: new[] { "campaign_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_hand_overs_expires_at",
                table: "campaign_hand_overs",
                column: "expires_at",
                filter: "file_key is not null");

            migrationBuilder.CreateIndex(
                name: "ux_campaign_hand_overs_at_work",
                table: "campaign_hand_overs",
                column: "requested_by",
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.AddForeignKey(
                name: "fk_campaign_contacts_campaign_hand_overs_hand_over_id",
                table: "campaign_contacts",
                column: "hand_over_id",
                principalTable: "campaign_hand_overs",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql(RowSecuritySql.Protect("campaign_hand_overs"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_campaign_contacts_campaign_hand_overs_hand_over_id",
                table: "campaign_contacts");

            migrationBuilder.DropTable(
                name: "campaign_hand_overs");

            migrationBuilder.DropIndex(
                name: "ix_campaign_contacts_hand_over_id",
                table: "campaign_contacts");

            migrationBuilder.DropIndex(
                name: "ix_campaign_contacts_to_hand_over",
                table: "campaign_contacts");

            migrationBuilder.DropColumn(
                name: "plan_handed_a_day",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "plan_letter_cost",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "plan_we_chat_cost",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "hand_over_id",
                table: "campaign_contacts");
        }
    }
}
