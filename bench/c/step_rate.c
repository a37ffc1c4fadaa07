/* Steps a MuJoCo model with the controls that PhysicsBenchmark.cs uses, so that both can be compared in one run.
 *
 * usage: step_rate MODEL.xml START.bin     START.bin: qpos (nq doubles), then base controls (nu doubles)
 * First line out: "ready <version> <nq> <nv> <nu>". For each line "<steps>" on standard input the state returns to the
 * start, that many steps are done, and a line "<ns of processor time> <hash of qpos and qvel>" comes out. */
#include <inttypes.h>
#include <mujoco/mujoco.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t hash_bytes(uint64_t hash, const void* data, size_t size)
{
    const unsigned char* bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

static int64_t processor_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(int argc, char** argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: step_rate MODEL.xml START.bin\n");
        return 2;
    }

    char error[1000] = "";
    mjModel* m = mj_loadXML(argv[1], NULL, error, sizeof error);
    if (!m) {
        fprintf(stderr, "%s: %s\n", argv[1], error);
        return 1;
    }

    mjData* d = mj_makeData(m);
    double* start = malloc((m->nq + m->nu) * sizeof(double));
    FILE* file = fopen(argv[2], "rb");
    if (!file || fread(start, sizeof(double), m->nq + m->nu, file) != (size_t)(m->nq + m->nu)) {
        fprintf(stderr, "%s: %d numbers are needed\n", argv[2], m->nq + m->nu);
        return 1;
    }

    fclose(file);
    printf("ready %s %d %d %d\n", mj_versionString(), m->nq, m->nv, m->nu);
    fflush(stdout);

    int steps;
    while (scanf("%d", &steps) == 1) {
        mj_resetData(m, d);
        memcpy(d->qpos, start, m->nq * sizeof(double));
        int64_t begin = processor_ns();
        for (int k = 0; k < steps; k++) {
            int phase = k % 1000;
            double wave = phase < 500 ? phase / 250.0 - 1 : 3 - phase / 250.0;
            for (int i = 0; i < m->nu; i++)
                d->ctrl[i] = start[m->nq + i] + 0.1 * wave;
            mj_step(m, d);
        }

        int64_t taken = processor_ns() - begin;
        uint64_t hash = hash_bytes(UINT64_C(14695981039346656037), d->qpos, m->nq * sizeof(double));
        printf("%" PRId64 " %" PRIx64 "\n", taken, hash_bytes(hash, d->qvel, m->nv * sizeof(double)));
        fflush(stdout);
    }

    mj_deleteData(d);
    mj_deleteModel(m);
    free(start);
    return 0;
}
