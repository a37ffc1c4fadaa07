/* Steps many simulations of one MuJoCo model on several plain threads, with the targets that EnvironmentBenchmark.cs recorded, so
 * that both do the same physics: a slice of the simulations a thread, the arm's weight compensated in every step.
 *
 * usage: vector_rate MODEL.xml RUN.bin COUNT PERIODS SUBSTEPS ARM
 * RUN.bin: for each simulation qpos (nq doubles) and initial targets (nu), then for each period and simulation targets (nu).
 * ARM: degrees of freedom, from the first, whose weight is compensated. First line out: "ready <version>". For each line
 * "<threads>" on standard input all are reset and stepped, and a line "<ns of the wall clock> <hash of all qpos and qvel>" comes out. */
#include <inttypes.h>
#include <mujoco/mujoco.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static mjModel* model;
static mjData** all;
static double* run;
static int count, periods, substeps, arm, threads;

static const double* targets(int period, int i)
{
    return run + (size_t)count * (model->nq + model->nu) + ((size_t)period * count + i) * model->nu;
}

static void reset(int i)
{
    const double* start = run + (size_t)i * (model->nq + model->nu);
    mj_resetData(model, all[i]);
    memcpy(all[i]->qpos, start, model->nq * sizeof(double));
    memcpy(all[i]->ctrl, start + model->nq, model->nu * sizeof(double));
}

static void* work(void* argument)
{
    int t = (int)(intptr_t)argument;
    int from = (int)((long)count * t / threads), to = (int)((long)count * (t + 1) / threads);
    for (int p = 0; p < periods; p++)
        for (int i = from; i < to; i++) {
            memcpy(all[i]->ctrl, targets(p, i), model->nu * sizeof(double));
            for (int s = 0; s < substeps; s++) {
                mj_step1(model, all[i]);
                memcpy(all[i]->qfrc_applied, all[i]->qfrc_bias, arm * sizeof(double));
                mj_step2(model, all[i]);
            }
        }
    return NULL;
}

static uint64_t hash_bytes(uint64_t hash, const void* data, size_t size)
{
    const unsigned char* bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

int main(int argc, char** argv)
{
    if (argc != 7) {
        fprintf(stderr, "usage: vector_rate MODEL.xml RUN.bin COUNT PERIODS SUBSTEPS ARM\n");
        return 2;
    }

    char error[1000] = "";
    model = mj_loadXML(argv[1], NULL, error, sizeof error);
    if (!model) {
        fprintf(stderr, "%s: %s\n", argv[1], error);
        return 1;
    }

    count = atoi(argv[3]), periods = atoi(argv[4]), substeps = atoi(argv[5]), arm = atoi(argv[6]);
    size_t numbers = (size_t)count * (model->nq + model->nu) + (size_t)periods * count * model->nu;
    run = malloc(numbers * sizeof(double));
    FILE* file = fopen(argv[2], "rb");
    if (!file || fread(run, sizeof(double), numbers, file) != numbers) {
        fprintf(stderr, "%s: %zu numbers are needed\n", argv[2], numbers);
        return 1;
    }

    fclose(file);
    all = malloc(count * sizeof(mjData*));
    for (int i = 0; i < count; i++)
        all[i] = mj_makeData(model);
    printf("ready %s\n", mj_versionString());
    fflush(stdout);

    while (scanf("%d", &threads) == 1) {
        for (int i = 0; i < count; i++)
            reset(i);
        struct timespec begin, end;
        pthread_t handles[64];
        clock_gettime(CLOCK_MONOTONIC, &begin);
        for (int t = 1; t < threads; t++)
            pthread_create(&handles[t], NULL, work, (void*)(intptr_t)t);
        work((void*)0);
        for (int t = 1; t < threads; t++)
            pthread_join(handles[t], NULL);
        clock_gettime(CLOCK_MONOTONIC, &end);
        uint64_t hash = UINT64_C(14695981039346656037);
        for (int i = 0; i < count; i++) {
            hash = hash_bytes(hash, all[i]->qpos, model->nq * sizeof(double));
            hash = hash_bytes(hash, all[i]->qvel, model->nv * sizeof(double));
        }
        printf("%" PRId64 " %" PRIx64 "\n", (int64_t)(end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec, hash);
        fflush(stdout);
    }

    return 0;
}
